/*
 * Runs before the app and in browsers that cannot read the app at all, so it is written as pages were in 2010. When
 * something is missing that sitting down needs, it takes the app's place away and shows the sentence that stands
 * ready in the page. What is asked for is in Chrome 109, Safari 16.4 and Firefox 115.
 */
(function () {
  function hasAll() {
    try {
      // Safari 16.4; a pattern that older ones cannot read throws.
      new RegExp('(?<=a)b');
    } catch (_error) {
      return false;
    }
    if (
      !('noModule' in document.createElement('script')) ||
      !window.Promise ||
      !window.WebSocket ||
      !window.indexedDB ||
      !window.structuredClone ||
      !Object.hasOwn ||
      !Array.prototype.findLast ||
      !window.HTMLDialogElement
    ) {
      return false;
    }
    // Without https these are missing from new browsers too; the app itself says that.
    return window.isSecureContext === false || !!(window.crypto && crypto.subtle && navigator.locks);
  }

  function sayTooOld() {
    var app = document.getElementById('app');
    var sentence = document.getElementById('too-old');
    if (!app || !sentence) return;
    app.parentNode.removeChild(app);
    sentence.removeAttribute('hidden');
  }

  if (!hasAll()) {
    sayTooOld();
    return;
  }
  // A file of the app that cannot be read says the same, as long as nothing stands on the screen.
  window.addEventListener('error', function (event) {
    var app = document.getElementById('app');
    if (event.error instanceof SyntaxError && app && !app.firstChild) sayTooOld();
  });
})();
