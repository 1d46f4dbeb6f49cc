const { findBrowser } = require("../../../tools/findBrowser.js");
const { announce } = require("../../support/announceSkips.js");

module.exports = function announceSkips() {
  if (!findBrowser()) announce("e2e", "no Chromium, Chrome or Edge found; name one in FT_BROWSER");
};
