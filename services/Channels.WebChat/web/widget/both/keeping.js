// What outlives a reload. A browser that forbids storage gets a chat that forgets.
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
        // Full or forbidden: memory has it.
      }
    },
  };
}

// Of all tabs: { token, visitor, isProven }.
const keptSession = kept(() => localStorage, 'session');
// Of this tab: what is not with the server yet, what is being written, whether the chat is open.
const keptOutbox = kept(() => sessionStorage, 'outbox');
const keptDraft = kept(() => sessionStorage, 'draft');
const keptOpen = kept(() => sessionStorage, 'open');
// What was filled in: { values, isSaid }; said with the first message after it.
const keptForm = kept(() => sessionStorage, 'form');
const keptAll = [keptSession, keptOutbox, keptDraft, keptOpen, keptForm];
