/**
 * Runs inside a page and evaluates to one line per offence: an element that sticks out of the window or of the frame drawn
 * around it with nothing to scroll it, or one whose own text is cut off with neither an ellipsis nor a scroll bar.
 */
(() => {
  const SLACK_PX = 1;
  const HOLDS = /auto|scroll|hidden|clip/;
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
    return !ancestors(element).some((each) => HOLDS.test(getComputedStyle(each).overflowX));
  }

  function sticksOutOfFrame(element) {
    const { right, width } = element.getBoundingClientRect();
    const frame = frameOf(element);
    return width > 0 && frame !== undefined && right > frame.getBoundingClientRect().right + SLACK_PX;
  }

  /** The nearest border around an element that has to hold it: none where it is scrolled, clipped, or laid over the page. */
  function frameOf(element) {
    for (const each of [element, ...ancestors(element)]) {
      const { position, overflowX, borderRightStyle, borderRightWidth } = getComputedStyle(each);
      if (/absolute|fixed/.test(position)) return undefined;
      if (each !== element && HOLDS.test(overflowX)) return undefined;
      if (each !== element && borderRightStyle === 'solid' && borderRightWidth !== '0px') return each;
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
