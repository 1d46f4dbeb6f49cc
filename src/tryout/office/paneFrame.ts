/* The place of the pane beside the grid: a title bar, the add-in's page in a frame, and an edge to drag. */

const NARROWEST = 320;
const WIDEST = 800;
/** What the grid keeps beside the pane. */
const LEAST_GRID = 480;
/** In a window up to this wide the pane lies over the grid: the same figure as in office.css. */
const NARROW_WINDOW = 1100;
const STEP = 16;

export interface PaneFrame {
  readonly frame: HTMLIFrameElement;
  show(): void;
  hide(): void;
  readonly isShown: boolean;
  /** Words in place of the pane. */
  explain(message: string, link?: string): void;
  focus(): void;
}

export function createPaneFrame(container: HTMLElement, title: string, onClose: () => void): PaneFrame {
  const frame = document.createElement("iframe");
  frame.title = title;
  const bar = document.createElement("div");
  bar.className = "ft-pane-bar";
  const heading = document.createElement("h2");
  heading.textContent = title;
  const close = document.createElement("button");
  close.type = "button";
  close.setAttribute("aria-label", "Close the pane");
  close.textContent = "✕";
  close.addEventListener("click", onClose);
  bar.append(heading, close);
  container.classList.add("ft-pane");
  container.setAttribute("aria-label", title);
  container.append(edge(container), bar, frame);
  return {
    frame,
    show: () => {
      container.hidden = false;
    },
    hide: () => {
      container.hidden = true;
    },
    get isShown() {
      return !container.hidden;
    },
    explain: (message, link) => {
      const words = document.createElement("p");
      words.className = "ft-pane-message";
      words.textContent = message;
      if (link) {
        const anchor = document.createElement("a");
        anchor.href = link;
        anchor.textContent = link;
        words.append(" ", anchor);
      }
      frame.replaceWith(words);
    },
    focus: () => frame.contentWindow?.focus(),
  };
}

/** The pane's left edge, moved by mouse, pen, or arrow keys. */
function edge(container: HTMLElement): HTMLElement {
  const handle = document.createElement("div");
  handle.className = "ft-pane-edge";
  handle.tabIndex = 0;
  handle.setAttribute("role", "separator");
  handle.setAttribute("aria-orientation", "vertical");
  handle.setAttribute("aria-label", "Width of the pane");
  handle.setAttribute("aria-valuemin", String(NARROWEST));
  handle.setAttribute("aria-valuemax", String(WIDEST));
  let wanted = 360;
  const showWidth = () => {
    const room = window.innerWidth > NARROW_WINDOW ? window.innerWidth - LEAST_GRID : WIDEST;
    const width = Math.round(Math.min(wanted, room));
    container.style.width = `${width}px`;
    handle.setAttribute("aria-valuenow", String(width));
  };
  const setWidth = (pixels: number) => {
    wanted = Math.min(Math.max(pixels, NARROWEST), WIDEST);
    showWidth();
  };
  showWidth();
  window.addEventListener("resize", showWidth);
  handle.addEventListener("pointerdown", (down) => {
    handle.setPointerCapture(down.pointerId);
    container.classList.add("ft-pane-resizing");
  });
  handle.addEventListener("pointermove", (move) => {
    if (handle.hasPointerCapture(move.pointerId)) setWidth(container.getBoundingClientRect().right - move.clientX);
  });
  handle.addEventListener("lostpointercapture", () => container.classList.remove("ft-pane-resizing"));
  handle.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: STEP, ArrowRight: -STEP, Home: WIDEST, End: -WIDEST }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    setWidth(container.getBoundingClientRect().width + step);
  });
  return handle;
}
