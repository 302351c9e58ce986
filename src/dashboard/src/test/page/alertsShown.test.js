import assert from 'node:assert/strict';
import { test } from 'node:test';

const trigger = (id) => ({ id, rule: 'motors', evidence: 'evidence', track: '7' });

test('where the browser shows none after all, notifications are switched off and the page goes on', async () => {
  // Given a browser of a phone
  const announcer = {};
  globalThis.document = { getElementById: () => announcer };
  globalThis.localStorage = { getItem: () => 'on' };
  globalThis.window = { isSecureContext: true, Notification: true };
  globalThis.Notification = class {
    static permission = 'granted';
    constructor() {
      throw new TypeError('Illegal constructor');
    }
  };
  const { TriggerAlerts } = await import('#page/controls/alerts.js');
  const attributes = new Map();
  const button = { addEventListener: () => {}, setAttribute: (name, value) => attributes.set(name, value) };
  const alerts = new TriggerAlerts(button, () => {});
  alerts.take('cell', []);

  // When
  alerts.take('cell', [trigger('a')]);

  // Then
  assert.equal(attributes.get('aria-pressed'), 'false');
});
