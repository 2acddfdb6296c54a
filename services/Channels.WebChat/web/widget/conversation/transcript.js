// The messages by id: history, live events and acknowledgements may bring the same one in any order.
function makeTranscript() {
  const lines = new Map();
  return {
    clear: () => lines.clear(),
    has: (id) => lines.has(id),
    get: (id) => lines.get(id),
    add(line) {
      const known = lines.get(line.messageId);
      lines.set(line.messageId, { ...line, at: known?.at ?? new Date(line.at), isRead: known?.isRead || line.state === 'read' });
    },
    inOrder: () => [...lines.values()].sort((one, other) => one.at - other.at),
    replies: () => [...lines.values()].filter((line) => !line.fromCitizen),
  };
}
