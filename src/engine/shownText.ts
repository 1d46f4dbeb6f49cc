const MOST_SHOWN = 60;

/** A user's text as a message gives it back: its beginning, where it is long; a cell can hold 32,767 letters. */
export const shownText = (text: string): string => (text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text);
