// The page's settings: window.omnichannel, set before this script, overrides the data- attributes of its tag.
const script = document.currentScript;
const before = window.omnichannel;
const settings = { ...script?.dataset, ...(Array.isArray(before) ? {} : before) };
// Calls made before this script loaded: an array, or the setting `calls`; each ['name', argument].
const earlyCalls = Array.isArray(before) ? before : (settings.calls ?? []);
const server = new URL('.', settings.server ?? script?.src ?? location.href);
