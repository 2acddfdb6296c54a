// What the page says about the chat: window.omnichannel before this script, over data- attributes on its tag.
const script = document.currentScript;
const before = window.omnichannel;
const settings = { ...script?.dataset, ...(Array.isArray(before) ? {} : before) };
// Calls made before this script came: an array, or the setting `calls`; each ['name', argument].
const earlyCalls = Array.isArray(before) ? before : (settings.calls ?? []);
const server = new URL('.', settings.server ?? script?.src ?? location.href);
