import { get, send } from '../calls.js';
import { byId, make } from '../dom.js';
import { readKey } from '../key.js';

const failures = [
  ['429', 'Too many', 'Refused for now (429)'],
  ['500', 'Broken', 'Nobody knows whether it was taken (500)'],
  ['503', 'Busy', 'Refused for now (503)'],
  ['lost-answer', 'Answer lost', 'Taken, then the line is cut'],
  ['opted-out', 'Opted out', 'Refused for good (21610)'],
  ['unknown-number', 'No such phone', 'Taken, never delivered (30005)'],
];

/** Switches the provider's faults on and off. The state is the server's, since a one-time fault switches itself off. */
export function faultPanel(onRefused) {
  const panel = byId('faults');
  const badge = byId('faults-on');
  const problem = byId('faults-problem');
  const [times, latency, duplicate, reorder, hold] = ['times', 'latency', 'duplicate', 'reorder', 'hold'].map(byId);
  let fail;

  const buttons = failures.map(([value, name, hint]) => make(
    'button', { type: 'button', className: 'failure', onclick: () => void apply({ fail: fail === value ? undefined : value }), 'aria-pressed': 'false' },
    make('strong', { textContent: name }), make('span', { textContent: hint }),
  ));
  byId('failures').append(...buttons);
  for (const input of [times, latency, duplicate, reorder, hold]) input.addEventListener('change', () => void apply({}));
  byId('all-off').addEventListener('click', () => void guarded(() => send('DELETE', '/faults')));
  panel.addEventListener('toggle', () => { if (panel.open && readKey()) void refresh(); });
  // A one-time fault is used up by a call this page does not see.
  setInterval(() => { if (panel.open && fail && !document.hidden) void refresh(); }, 2000);

  function apply(change) {
    const next = { fail, ...change };
    return guarded(() => send('POST', '/faults', {
      fail: next.fail,
      times: next.fail ? Math.max(1, times.valueAsNumber || 1) : undefined,
      latencyMs: Number(latency.value),
      duplicateWebhooks: duplicate.checked,
      reorderStatuses: reorder.checked,
      holdStatuses: hold.checked,
    }));
  }

  async function guarded(call) {
    problem.textContent = '';
    try {
      show(await call());
    } catch (error) {
      problem.textContent = error.status ? error.message : 'The server cannot be reached.';
      onRefused(error);
    }
  }

  function show(settings) {
    fail = settings.fail;
    buttons.forEach((button, index) => button.setAttribute('aria-pressed', String(failures[index][0] === fail)));
    if (document.activeElement !== times) times.value = String(settings.times || 1);
    if (![...latency.options].some((option) => option.value === String(settings.latencyMs))) {
      latency.append(make('option', { value: String(settings.latencyMs), textContent: `${settings.latencyMs} ms` }));
    }
    latency.value = String(settings.latencyMs);
    duplicate.checked = settings.duplicateWebhooks;
    reorder.checked = settings.reorderStatuses;
    hold.checked = settings.holdStatuses;
    const on = [fail, settings.latencyMs > 0, duplicate.checked, reorder.checked, hold.checked].filter(Boolean).length;
    badge.hidden = on === 0;
    badge.textContent = `${on} on`;
  }

  const refresh = () => guarded(() => get('/faults'));
  return { refresh };
}
