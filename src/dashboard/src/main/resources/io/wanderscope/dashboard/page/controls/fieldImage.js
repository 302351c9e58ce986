// Asks the server for the image of the acquisition that is shown, and has it drawn below the paths.

import { whyNotDrawn } from '../model/fieldImage.js';
import { ImageControls } from '../view/imageControls.js';

const REFRESH = 5000; // milliseconds

export class FieldImage {
  // section: the element with what a person can change; page: with acquisition, acquisitions and field
  constructor(section, page) {
    this.page = page;
    this.layer = page.field.image;
    this.controls = new ImageControls(section, this.layer.look, () => this.layer.changed());
    this.reset();
    setInterval(() => this.refresh(), REFRESH);
  }

  // Before another acquisition is shown.
  reset() {
    this.version = null; // of the image that was asked for last
    this.layer.show(null, null);
    this.controls.show(false, null);
    this.refresh();
  }

  themeChanged() {
    this.layer.changed();
    this.controls.render();
  }

  async refresh() {
    const { acquisition } = this.page;
    if (acquisition === null) {
      return;
    }
    try {
      const response = await fetch(`${pathOf(acquisition)}/image`);
      if (response.ok && acquisition === this.page.acquisition) {
        await this.take(acquisition, (await response.json()).image);
      }
    } catch {
      // The banner says that the connection is lost, or the server is busy: the image is asked for again.
      this.version = null;
    }
  }

  async take(acquisition, image) {
    const problem = image && whyNotDrawn(image, this.page.acquisitions.lengthUnit);
    this.controls.show(image !== null, problem);
    const version = image && !problem ? image.version : null;
    if (version === this.version) {
      return;
    }
    this.version = version;
    const picture = version === null ? null : await loaded(`${pathOf(acquisition)}/image.png?version=${version}`);
    if (version === this.version && acquisition === this.page.acquisition) {
      this.layer.show(version === null ? null : image, picture);
    }
  }
}

async function loaded(path) {
  const picture = new Image();
  picture.src = path;
  await picture.decode();
  return picture;
}

function pathOf(acquisition) {
  return `/api/acquisitions/${encodeURIComponent(acquisition)}`;
}
