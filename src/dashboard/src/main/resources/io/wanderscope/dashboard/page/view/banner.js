// The lines over the top of the field: that the connection is lost, that the stream is behind, that records were rejected, and that a
// new acquisition has begun.

import { setText } from './elements.js';

const REFUSALS = {
  401: 'This server requires its token: open the address that it printed when it started, the one ending in ?token=….',
  503: 'The server accepts no more browsers. This page tries again until another one leaves.',
};

const connection = document.getElementById('connection');
const behind = document.getElementById('behind');
const rejected = document.getElementById('rejected');
const notice = document.getElementById('notice');

export function showConnected() {
  connection.hidden = true;
  document.body.classList.remove('lost');
}

// refusal: the status with which the server refused, or null; problem: what it reported, or null
export function showLost(refusal, problem) {
  const why = problem ? ` The server reported: ${problem}.` : '';
  const lost = `The connection is lost. What you see is out of date; this page keeps trying to reconnect.${why}`;
  setText(connection, REFUSALS[refusal] || lost);
  connection.hidden = false;
  document.body.classList.add('lost');
}

// text: how far the stream is behind, or null
export function showBehind(text) {
  setText(behind.firstElementChild, text ?? '');
  behind.hidden = text === null;
}

// text: what was rejected, or null
export function showRejected(text) {
  setText(rejected.firstElementChild, text ?? '');
  rejected.hidden = text === null;
}

// name: of an acquisition that has begun, or null
export function showNotice(name) {
  setText(notice.firstElementChild, name === null ? '' : `A new acquisition has begun: ${name}.`);
  notice.hidden = name === null;
}
