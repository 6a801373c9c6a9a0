import { fakeBrowser } from 'wxt/testing/fake-browser';

export const browser = fakeBrowser;
