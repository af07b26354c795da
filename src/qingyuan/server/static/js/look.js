// Small conveniences; every page works without them.
(function () {
  "use strict";

  function copy(button) {
    var source = document.getElementById(button.dataset.copy);
    source.focus();
    source.select();
    // The older call also works on intranet addresses without https, where the clipboard is closed.
    var copied = document.execCommand("copy");
    say(button, copied ? "已复制" : "请按 Ctrl+C 复制");
  }

  function say(button, words) {
    var line = button.parentNode.querySelector("[role=status]");
    line.textContent = words;
  }

  // Theme and type size change in place, so that a half-filled form on the page stays as it is.
  function applyPreference(name, value) {
    var root = document.documentElement;
    if (name === "large") {
      root.classList.toggle("large", value === "1");
    } else {
      root.dataset.theme = value;
      root.dataset.bsTheme = value;
      window.followTheme();
    }
  }

  function sendPreference(form, name, value) {
    var body = new FormData(form);
    body.append(name, value);
    return fetch(form.action, { method: "POST", body: body, redirect: "manual" });
  }

  function choose(form, button) {
    applyPreference(button.name, button.value);
    sendPreference(form, button.name, button.value);
    form.querySelectorAll("button[name=" + button.name + "]").forEach(function (other) {
      other.setAttribute("aria-pressed", String(other.value === button.value));
    });
  }

  function closeMenus(except) {
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      if (!except || !menu.contains(except)) {
        menu.removeAttribute("open");
      }
    });
  }

  // On a phone the row of tabs is wider than the screen: the one where you are comes into view.
  var here = document.querySelector(".tab-list a[aria-current]");
  if (here) {
    var row = here.closest(".tab-list");
    row.scrollLeft = here.offsetLeft - row.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
  }

  document.addEventListener("click", function (event) {
    var target = event.target instanceof Element ? event.target : null;
    var button = target && target.closest("button");
    closeMenus(target);
    if (!button) {
      return;
    }
    if (button.dataset.copy) {
      copy(button);
    } else if (button.dataset.print !== undefined) {
      window.print();
    } else if (button.form && button.form.dataset.preferences !== undefined) {
      event.preventDefault();
      choose(button.form, button);
    }
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      var open = document.querySelector("details.menu[open] > summary");
      closeMenus(null);
      if (open) {
        open.focus();
      }
    }
  });
})();
