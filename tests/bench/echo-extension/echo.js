// The least that an extension's worker can do when a message wakes it.
chrome.runtime.onMessage.addListener((message, _sender, sendResponse) => {
  sendResponse(message);
});
