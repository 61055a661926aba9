#!/usr/bin/env node
console.log("keylint");
