/*
 * How the grid speaks to the user: a line at the foot of the page, and a dialog where it asks.
 */

const SHOWN_MS = 6000;
/** A sentence is shown as long as it takes to read it twice. */
const MS_A_LETTER = 100;

function say(text: string, urgent: boolean): void {
  const line = document.createElement("div");
  line.className = urgent ? "ft-notice ft-notice-urgent" : "ft-notice";
  line.setAttribute("role", urgent ? "alert" : "status");
  line.textContent = text;
  document.body.append(line);
  setTimeout(() => line.remove(), Math.max(SHOWN_MS, text.length * MS_A_LETTER));
}

export const notifications = {
  notifyUser: ({ text, type }: { text: string; type?: string }) => say(text, type === "danger"),
  raiseError: (text: string, after?: () => void) => {
    say(text, true);
    after?.();
  },
  askConfirmation: (question: string, confirm: () => void, cancel?: () => void) => {
    if (window.confirm(question)) confirm();
    else cancel?.();
  },
};
