// What this browser keeps of a draft until the server has it: an entry for each open page, so that two never write over
// each other. A page that is open holds a lock; an entry whose page holds none was left by a crash or a closed tab.

export const page = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export class Drafts {
  constructor(learner, lab) {
    this.prefix = `gradus-draft:${learner}:${lab}`;
    this.key = `${this.prefix}:${page}`;
    navigator.locks?.request(this.key, () => new Promise(() => {}));
  }

  keep(source, base) {
    try {
      localStorage.setItem(this.key, JSON.stringify({ source, base, at: Date.now() }));
      return true;
    } catch {
      return false;
    }
  }

  forget(key = this.key) {
    try {
      localStorage.removeItem(key);
    } catch {
      // Storage is forbidden: there is nothing to forget.
    }
  }

  // What pages that are gone have left, the newest first.
  async left() {
    const held = (await navigator.locks?.query())?.held ?? [];
    const open = new Set(held.map(({ name }) => name));
    const entries = [];
    try {
      for (const key of Object.keys(localStorage)) {
        const mine = key === this.prefix || key.startsWith(`${this.prefix}:`);
        if (mine && key !== this.key && !open.has(key)) entries.push({ key, ...JSON.parse(localStorage.getItem(key)) });
      }
    } catch {
      return [];
    }
    return entries.filter(({ source, onServer }) => source && !onServer).sort((one, other) => (other.at ?? 0) - (one.at ?? 0));
  }
}
