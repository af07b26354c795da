// Keys of the review page: A and R move to the buttons, which Enter presses; J goes on.
(function () {
  "use strict";
  var TYPED = { INPUT: 1, TEXTAREA: 1, SELECT: 1 };

  document.addEventListener("keydown", function (event) {
    if (TYPED[event.target.tagName] || event.ctrlKey || event.metaKey || event.altKey) { return; }
    var target = document.querySelector('[data-key="' + event.key.toLowerCase() + '"]');
    if (!target) { return; }
    event.preventDefault();
    if (target.tagName === "A") { target.click(); } else { target.focus(); }
  });
})();
