// What the two packages expect of Node.js 22, for Node.js 20: sets have a union, and JSON is imported without being called JSON.
import { register } from 'node:module';

Set.prototype.union ??= function (other) {
  return new Set([...this, ...other]);
};

register('data:text/javascript,' + encodeURIComponent(`
  export const load = (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context);`));
