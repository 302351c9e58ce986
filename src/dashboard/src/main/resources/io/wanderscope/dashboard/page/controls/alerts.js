// Tells a person of new triggers by notifications of the browser, if they asked for it and the browser allows it.

import { Alerts, notifications } from '../model/alerts.js';
import { announce } from '../view/status.js';

const KEY = 'wanderscope-alerts';
const ON = 'on';

export class TriggerAlerts {
  // button: switches them on and off; onSelect: called with the track of a notification that a person clicked
  constructor(button, onSelect) {
    this.button = button;
    this.onSelect = onSelect;
    this.alerts = new Alerts();
    this.isOn = isPossible() && Notification.permission === 'granted' && remembered() === ON;
    this.button.addEventListener('click', () => this.toggle());
    this.render();
  }

  // The browser asks the person only now.
  async toggle() {
    if (!isPossible()) {
      announce(this.button.title);
      return;
    }
    const permission = this.isOn ? 'granted' : await Notification.requestPermission();
    this.isOn = !this.isOn && permission === 'granted';
    remember(this.isOn ? ON : 'off');
    this.render();
    announce(this.button.title);
  }

  render() {
    this.button.setAttribute('aria-pressed', String(this.isOn));
    this.button.setAttribute('aria-disabled', String(!isPossible()));
    this.button.title = explanation(this.isOn);
  }

  // triggers: of an update, the latest last
  take(acquisition, triggers) {
    const news = this.alerts.news(acquisition, triggers);
    if (this.isOn) {
      this.notifyOf(notifications(acquisition, news));
    }
  }

  // Browsers of phones have notifications, but none for a page without a service worker: they throw.
  notifyOf(all) {
    try {
      all.forEach((each) => this.notify(each));
    } catch {
      this.isOn = false;
      this.render();
      announce('This browser shows no notifications of this page.');
    }
  }

  // Of several tabs that show the same trigger, the browser shows one notification.
  notify({ tag, title, text, track }) {
    const shown = new Notification(title, { body: text, tag, icon: '/page/icon.svg' });
    shown.onclick = () => {
      window.focus();
      if (track !== null) {
        this.onSelect(track);
      }
      shown.close();
    };
  }
}

// A browser offers them to pages of this machine, and to those that come by https.
function isPossible() {
  return 'Notification' in window && window.isSecureContext;
}

function explanation(isOn) {
  if (!isPossible()) {
    return 'This browser shows no notifications of a page that comes neither from this machine nor by https.';
  }
  if (Notification.permission === 'denied') {
    return 'This browser does not allow this page to show notifications; its settings for this site can.';
  }
  return isOn
    ? 'Each new trigger is shown as a notification of the browser, as long as this page is open.'
    : 'Show each new trigger as a notification of the browser, even when another window is in front.';
}

// Where a browser stores nothing for pages, it throws.
function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(state) {
  try {
    localStorage.setItem(KEY, state);
  } catch {
    // The choice holds until the page is left.
  }
}
