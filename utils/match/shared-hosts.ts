/**
 * Hosts that many unrelated people share: what is stored about one of their users says nothing about the next. No
 * related match goes through one (an exact match always counts). An entry stands for itself and all its subdomains.
 * Left out on purpose: services that give every customer a name under a public suffix (github.io, workers.dev,
 * cloudfront.net, blogspot.com, duckdns.org...): the public suffix list keeps those apart already.
 */
const CODE_HOSTING = [
  'bitbucket.org',
  'codeberg.org',
  'gist.github.com',
  'gitee.com',
  'github.com',
  'githubusercontent.com',
  'gitlab.com',
  'hub.docker.com',
  'huggingface.co',
  'npmjs.com',
  'nuget.org',
  'pypi.org',
  'pythonhosted.org',
  'registry.npmjs.org',
  'replit.com',
  'rubygems.org',
  'sourceforge.net',
];

const FILE_SHARING = [
  '1drv.ms',
  '4shared.com',
  'anonfiles.com',
  'archive.org',
  'box.com',
  'catbox.moe',
  'docs.google.com',
  'drive.google.com',
  'drive.usercontent.google.com',
  'dropbox.com',
  'dropboxusercontent.com',
  'file.io',
  'gofile.io',
  'mediafire.com',
  'mega.co.nz',
  'mega.nz',
  'onedrive.live.com',
  'pixeldrain.com',
  'sendspace.com',
  'sharepoint.com',
  'storage.googleapis.com',
  'temp.sh',
  'tmpfiles.org',
  'transfer.sh',
  'uploadfiles.io',
  'wetransfer.com',
  'workupload.com',
];

const PASTES = [
  'controlc.com',
  'ghostbin.com',
  'hastebin.com',
  'paste.ee',
  'pastebin.com',
  'rentry.co',
  'rentry.org',
  'telegra.ph',
  'throwbin.io',
];

const LINK_SHORTENERS = [
  'bit.ly',
  'buff.ly',
  'cutt.ly',
  'goo.gl',
  'is.gd',
  'lnkd.in',
  'ow.ly',
  'rb.gy',
  'rebrand.ly',
  's.id',
  'shorturl.at',
  't.co',
  't.ly',
  'tiny.cc',
  'tinyurl.com',
  'urlz.fr',
  'v.gd',
];

const CONTENT_DELIVERY = [
  'ajax.aspnetcdn.com',
  'ajax.googleapis.com',
  'cdn.jsdelivr.net',
  'cdnjs.cloudflare.com',
  'code.jquery.com',
  'fonts.googleapis.com',
  'fonts.gstatic.com',
  'gstatic.com',
  'maxcdn.bootstrapcdn.com',
  's3.amazonaws.com',
  'unpkg.com',
];

const SOCIAL_AND_MESSAGING = [
  'api.telegram.org',
  'cdn.discordapp.com',
  'discord.com',
  'discord.gg',
  'discordapp.com',
  'discordapp.net',
  'facebook.com',
  'fbcdn.net',
  'hooks.slack.com',
  'imgur.com',
  'instagram.com',
  'linkedin.com',
  'mastodon.social',
  'medium.com',
  'notion.so',
  'pinterest.com',
  'reddit.com',
  'slack.com',
  'steamcommunity.com',
  't.me',
  'telegram.me',
  'telegram.org',
  'tiktok.com',
  'trello.com',
  'twitter.com',
  'vk.com',
  'whatsapp.com',
  'x.com',
  'youtu.be',
  'youtube.com',
];

const LARGE_PLATFORMS = [
  'amazon.com',
  'amazonaws.com',
  'apple.com',
  'azure.com',
  'baidu.com',
  'bing.com',
  'cloudflare.com',
  'gmail.com',
  'google.com',
  'googleapis.com',
  'googleusercontent.com',
  'icloud.com',
  'live.com',
  'microsoft.com',
  'microsoftonline.com',
  'office.com',
  'outlook.com',
  'proton.me',
  'qq.com',
  'virustotal.com',
  'wikipedia.org',
  'windows.com',
  'windows.net',
  'yahoo.com',
  'yandex.ru',
];

export const SHARED_HOSTS: ReadonlySet<string> = new Set([
  ...CODE_HOSTING,
  ...FILE_SHARING,
  ...PASTES,
  ...LINK_SHORTENERS,
  ...CONTENT_DELIVERY,
  ...SOCIAL_AND_MESSAGING,
  ...LARGE_PLATFORMS,
]);

/** Is `host`, or a domain above it, one of `hosts`? */
export function isUnderHost(host: string, hosts: ReadonlySet<string>): boolean {
  if (hosts.size === 0) return false;
  for (let rest = host; ; rest = rest.slice(rest.indexOf('.') + 1)) {
    if (hosts.has(rest)) return true;
    if (!rest.includes('.')) return false;
  }
}
