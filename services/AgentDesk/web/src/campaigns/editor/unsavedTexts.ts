const texts = new Map<string, string>();

/** The unsaved source of a campaign; it survives a visit to another page of the desk. */
export function unsavedText(draft: string): string | undefined {
  return texts.get(draft);
}

export function keepUnsavedText(draft: string, text: string) {
  texts.set(draft, text);
}

export function discardUnsavedText(draft: string) {
  texts.delete(draft);
}

export function clearUnsavedTexts() {
  texts.clear();
}
