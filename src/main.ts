// Whatever is loaded from here on has stack traces that name our source files.
process.setSourceMapsEnabled(true)
await import('./run.ts')
