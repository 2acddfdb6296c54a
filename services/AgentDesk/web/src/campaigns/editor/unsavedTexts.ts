const texts = new Map<string, string>();

/** What somebody has written of a campaign and not kept yet; it outlives a look at another place of the desk. */
export function editedText(campaign: string): string | undefined {
  return texts.get(campaign);
}

export function keepEdited(campaign: string, text: string | undefined) {
  if (text === undefined) texts.delete(campaign);
  else texts.set(campaign, text);
}

export function clearEdited() {
  texts.clear();
}
