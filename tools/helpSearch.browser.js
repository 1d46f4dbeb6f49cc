/* The search of functions.html: articles that hold every word stay, those that hold one in their name come first. */
const field = /** @type {HTMLInputElement} */ (document.querySelector("#search"));
const said = /** @type {HTMLElement} */ (document.querySelector("#found"));
const articles = [...document.querySelectorAll("article")].map((element) => {
  const name = element.id.toLowerCase().replaceAll("_", " ");
  return { element, name, compact: name.replaceAll(" ", ""), text: (element.textContent ?? "").toLowerCase() };
});
const STOP_WORDS = new Set("a an and are as at do does for ft how i in is it my of on or the to what which with".split(" "));

function show() {
  const words = field.value
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "" && !STOP_WORDS.has(word));
  const compact = words.join("");
  let count = 0;
  for (const { element, name, compact: joined, text } of articles) {
    const inName = compact !== "" && (joined.includes(compact) || words.every((word) => name.includes(word)));
    const isFound = inName || words.every((word) => text.includes(word));
    element.hidden = !isFound;
    element.style.order = inName ? "-1" : "";
    if (isFound) count++;
  }
  document.body.classList.toggle("searching", words.length > 0);
  for (const section of document.querySelectorAll("section"))
    section.hidden = [...section.querySelectorAll("article")].every((article) => article.hidden);
  said.textContent = words.length === 0 ? "" : `${count} of ${articles.length} functions`;
}
field.addEventListener("input", show);
show();
