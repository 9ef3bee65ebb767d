#!/usr/bin/env node
const { enableCompileCache } = require('node:module');

if (enableCompileCache) {
  enableCompileCache();
} else {
  const { cachedCode, loadBundlesWith } = require('./code-cache.js');
  loadBundlesWith(cachedCode);
}
require('../dist/main.cjs');
