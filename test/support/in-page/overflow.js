/**
 * Runs inside a page and evaluates to one line per offence: an element that sticks out of the window or of the frame drawn
 * around it with nothing to scroll it, or one whose own text is cut off with neither an ellipsis nor a scroll bar.
 */
(() => {
  const SLACK_PX = 1;
  const scrolls = (style) => /auto|scroll/.test(style.overflowX);
  const clips = (style) => /hidden|clip/.test(style.overflowX);

  const shown = [...document.body.querySelectorAll('*')].filter(
    (element) =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !isForEarsOnly(element),
  );
  return [
    ...shown.filter(sticksOut).map(tell('sticks out')),
    ...shown.filter(sticksOutOfFrame).map(tell('sticks out of its frame')),
    ...shown.filter(isCut).map(tell('is cut off')),
  ];

  /** Text for screen readers is clipped to a dot on purpose. */
  function isForEarsOnly(element) {
    const { width, height } = element.getBoundingClientRect();
    return (width <= 1 && height <= 1) || element.parentElement?.closest('[aria-hidden="true"], svg') != null;
  }

  function sticksOut(element) {
    const { left, right, width } = element.getBoundingClientRect();
    if (width === 0 || (right <= innerWidth + SLACK_PX && left >= -SLACK_PX)) return false;
    return !ancestors(element).some(
      (each) => scrolls(getComputedStyle(each)) || clips(getComputedStyle(each)),
    );
  }

  function sticksOutOfFrame(element) {
    const { right, width } = element.getBoundingClientRect();
    const frame = frameOf(element);
    return width > 0 && frame !== undefined && right > frame.getBoundingClientRect().right + SLACK_PX;
  }

  /** The nearest border around an element that would have to hold it: none where it is scrolled, clipped, or laid over the page. */
  function frameOf(element) {
    const isOver = ({ position }) => position === 'absolute' || position === 'fixed';
    if (isOver(getComputedStyle(element))) return undefined;
    for (const each of ancestors(element)) {
      const style = getComputedStyle(each);
      if (scrolls(style) || clips(style) || isOver(style)) return undefined;
      if (style.borderInlineEndStyle === 'solid' && Number.parseFloat(style.borderInlineEndWidth) > 0)
        return each;
    }
    return undefined;
  }

  function isCut(element) {
    const style = getComputedStyle(element);
    if (element.scrollWidth <= element.clientWidth + SLACK_PX || !clips(style)) return false;
    return hasText(element) && style.textOverflow !== 'ellipsis';
  }

  function hasText(element) {
    return [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '',
    );
  }

  function ancestors(element) {
    const parent = element.parentElement;
    return parent === null || parent === document.documentElement ? [] : [parent, ...ancestors(parent)];
  }

  function tell(what) {
    return (element) => {
      const { left, right } = element.getBoundingClientRect();
      const name = `${element.tagName.toLowerCase()}${element.id && `#${element.id}`}`;
      const words = (element.textContent ?? '').trim().slice(0, 40);
      return `${what}: <${name}> ${Math.round(left)}–${Math.round(right)} px of ${innerWidth}: ${words}`;
    };
  }
})();
