// Runs before the first paint: marks that scripts run, and follows the system's dark mode
// unless the reader chose a theme, which the server has then written into the page.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  function follow() {
    if (root.dataset.theme === "auto") {
      root.dataset.bsTheme = dark.matches ? "dark" : "light";
    }
  }
  window.followTheme = follow;
  follow();
  if (dark.addEventListener) {
    dark.addEventListener("change", follow);
  }
})();
