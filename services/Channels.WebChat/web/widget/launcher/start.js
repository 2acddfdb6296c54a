// One chat per page, however often the script is included; calls made before it loaded run now.
function start() {
  // The page may have created its list of calls after this script started.
  const late = Array.isArray(window.omnichannel) && window.omnichannel !== before ? window.omnichannel : [];
  const calls = makeCalls();
  const run = ([name, argument]) => calls[name]?.(argument);
  window.omnichannel = { ...calls, push: (...some) => some.forEach(run), isRunning: true };
  [...earlyCalls, ...late].forEach(run);
  window.dispatchEvent(new Event('omnichannel:ready'));
}

if (!before?.isRunning && !before?.isStarting) {
  if (before) before.isStarting = true;
  if (document.body) start();
  else document.addEventListener('DOMContentLoaded', start);
}
