// Values that survive a reload. Where the browser forbids storage, they live in memory only.
function kept(area, name) {
  const place = `omnichannel.chat ${server.href} ${name}`;
  let memory = null;
  return {
    place,
    read() {
      try {
        return JSON.parse(area().getItem(place)) ?? memory;
      } catch {
        return memory;
      }
    },
    write(value) {
      memory = value;
      try {
        if (value === null) area().removeItem(place);
        else area().setItem(place, JSON.stringify(value));
      } catch {
        // Storage is full or forbidden: memory still has it.
      }
    },
  };
}

// Shared by all tabs: { token, visitor, isProven }.
const keptSession = kept(() => localStorage, 'session');
// Of this tab: unsent messages, the draft, and whether the chat is open.
const keptOutbox = kept(() => sessionStorage, 'outbox');
const keptDraft = kept(() => sessionStorage, 'draft');
const keptOpen = kept(() => sessionStorage, 'open');
// The submitted form: { values, isSaid }; sent with the first message after it.
const keptForm = kept(() => sessionStorage, 'form');
const keptAll = [keptSession, keptOutbox, keptDraft, keptOpen, keptForm];
