/** What the tests look at inside the page; evaluated there as text, so that the project needs no types of the browser. */
globalThis.looks = {
  text: (id) => document.getElementById(id).textContent,

  /** Every marked value, and texts with digits that are not marked. */
  shown() {
    const all = (selector) => [...document.querySelectorAll(selector)];
    const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    const strays = [];
    const marks = '[data-path],[data-text],[data-json],[data-words],[data-length],.plot,script';
    while (walker.nextNode()) {
      const { textContent, parentElement } = walker.currentNode;
      if (/\d/.test(textContent) && parentElement.closest(marks) === null) strays.push(textContent.trim());
    }
    return {
      documents: ['run', 'derived'].map((id) => [id, document.getElementById(id).textContent]),
      numbers: all('[data-path]').map((element) => ({
        document: element.dataset.in,
        path: element.dataset.path,
        value: element.getAttribute('value') ?? element.getAttribute('datetime'),
        text: element.textContent,
      })),
      texts: all('[data-text]').map((element) => [element.dataset.text, element.textContent]),
      lengths: all('[data-length]').map((element) => [element.dataset.length, element.textContent]),
      manifest: document.querySelector('[data-json]').textContent,
      strays,
    };
  },

  /** What a screen reader and a keyboard meet. */
  structure() {
    const all = (selector) => [...document.querySelectorAll(selector)];
    return {
      uncaptioned: all('main table:not(.u-legend)').filter((table) => !table.querySelector('caption')).length,
      unscoped: all('main table:not(.u-legend) th:not([scope])').length,
      unnamed: all('button').filter((button) => !button.getAttribute('aria-label')).length,
      lost: all('a[href^="#"]').filter((link) => !document.querySelector(link.hash)).length,
      language: document.documentElement.lang,
      headings: all('h1,h2,h3,h4').map((heading) => Number(heading.tagName[1])),
      charts: all('.plot').map((plot) => [plot.tabIndex, plot.getAttribute('aria-label').length > 30]),
    };
  },

  pictures: () => [...document.querySelectorAll('.plot canvas')].map((canvas) => canvas.toDataURL()),
  colours: (selector) => [...document.querySelectorAll(selector)].map((e) => getComputedStyle(e).backgroundColor),
  width: () => document.documentElement.scrollWidth,
};
