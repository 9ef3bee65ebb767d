import type { Expression, Macro, Statement, Target } from './ast.ts';
import { walk } from './walk.ts';

/** For each body with names of its own: those that are undefined in it until it sets them. */
export type HiddenNames = ReadonlyMap<readonly Statement[], ReadonlySet<string>>;

/** Where a name of a frame has its value from when the frame is entered. */
type Origin = 'nowhere' | 'outside' | 'given';

type Branches = readonly { readonly test: Expression; readonly body: readonly Statement[] }[];

interface InnerFrame {
  readonly body: readonly Statement[];
  readonly given: readonly string[];
  readonly before: readonly Expression[];
  /** A block asks for its names anew, whatever is around it. */
  readonly apart: boolean;
}

/**
 * Finds the names that Jinja2 hides: where a body sets a name that it did not read before, the loops and macros
 * inside it see that name undefined until then, even when the template was given a variable of that name.
 */
export function hiddenNames(template: readonly Statement[]): HiddenNames {
  const hidden = new Map<readonly Statement[], ReadonlySet<string>>();
  const waiting: { inner: InnerFrame; parent: Frame | undefined }[] = [
    { inner: { body: template, given: [], before: [], apart: true }, parent: undefined },
  ];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const frame = new Frame(next.inner.apart ? undefined : next.parent);
    frame.read(next.inner);
    hidden.set(next.inner.body, frame.hidden());
    waiting.push(...frame.inner.map((inner) => ({ inner, parent: frame })));
  }
  return hidden;
}

/** The names of one body as Jinja2's compiler tracks them. */
class Frame {
  readonly inner: InnerFrame[] = [];
  readonly #parent: Frame | undefined;
  #origins = new Map<string, Origin>();
  #stores = new Set<string>();

  constructor(parent: Frame | undefined) {
    this.#parent = parent;
  }

  read({ body, given, before }: InnerFrame): void {
    for (const name of given) this.#origins.set(name, 'given');
    for (const expression of before) this.#load(expression);
    this.#body(body);
  }

  hidden(): ReadonlySet<string> {
    return new Set([...this.#origins].filter(([, origin]) => origin === 'nowhere').map(([name]) => name));
  }

  #knows(name: string): boolean {
    return this.#origins.has(name) || this.#knownAround(name);
  }

  #knownAround(name: string): boolean {
    const parent = this.#parent;
    return parent ? parent.#knows(name) : false;
  }

  #load(expression: Expression | undefined): void {
    for (const node of walk(expression ? [expression] : [])) {
      if (node.type === 'name' && !this.#knows(node.name)) this.#origins.set(node.name, 'outside');
    }
  }

  #store(name: string): void {
    this.#stores.add(name);
    if (!this.#origins.has(name)) this.#origins.set(name, this.#knownAround(name) ? 'outside' : 'nowhere');
  }

  #target(target: Target): void {
    if (target.type === 'target-name') this.#store(target.name);
    else if (target.type === 'target-tuple') target.items.forEach((item) => void this.#target(item));
    else if (!this.#knows(target.name)) this.#origins.set(target.name, 'outside');
  }

  #body(body: readonly Statement[]): void {
    for (const statement of body) this.#statement(statement);
  }

  #enter(
    body: readonly Statement[],
    given: readonly string[] = [],
    before: readonly Expression[] = [],
  ): void {
    this.inner.push({ body, given, before, apart: false });
  }

  #statement(node: Statement): void {
    switch (node.type) {
      case 'text':
        break;
      case 'print':
        this.#load(node.value);
        break;
      case 'group':
        this.#body(node.body);
        break;
      case 'if':
        this.#conditional(node.branches, node.otherwise);
        break;
      case 'for':
        this.#load(node.items);
        this.#enter(node.body, [...namesIn(node.target), 'loop']);
        this.#enter(node.otherwise);
        break;
      case 'set':
        this.#load(node.value);
        this.#target(node.target);
        break;
      case 'set-block':
        this.#target(node.target);
        this.#enter(node.body);
        break;
      case 'with':
        for (const value of node.values) this.#load(value);
        this.#enter(node.body, node.targets.flatMap(namesIn));
        break;
      case 'filter-block':
        this.#load(node.filter);
        this.#enter(node.body);
        break;
      case 'macro':
        this.#store(node.name ?? '');
        this.#macro(node);
        break;
      case 'call-statement':
        this.#load(node.call);
        this.#macro(node.caller);
        break;
      case 'block':
        this.inner.push({ body: node.body, given: [], before: [], apart: true });
        break;
    }
  }

  #macro(node: Macro): void {
    const before = node.parameters.flatMap(({ fallback }) => fallback ?? []);
    this.#enter(
      node.body,
      node.parameters.map(({ name }) => name),
      before,
    );
  }

  /** Reads each branch on its own; what any of them sets may have its value from outside. */
  #conditional([first, ...others]: Branches, otherwise: readonly Statement[]): void {
    if (!first) return;
    this.#load(first.test);
    const parts = [
      (): void => this.#body(first.body),
      (): void => others.forEach((other) => void this.#conditional([other], [])),
      (): void => this.#body(otherwise),
    ].map((read) => this.#separately(read));
    const stored = parts.flatMap(({ stores }) => [...stores].filter((name) => !this.#stores.has(name)));
    for (const { origins, stores } of parts) {
      for (const [name, origin] of origins) this.#origins.set(name, origin);
      for (const name of stores) this.#stores.add(name);
    }
    for (const name of stored) this.#origins.set(name, 'outside');
  }

  #separately(read: () => void): { origins: Map<string, Origin>; stores: Set<string> } {
    const [origins, stores] = [this.#origins, this.#stores];
    this.#origins = new Map(origins);
    this.#stores = new Set(stores);
    read();
    const part = { origins: this.#origins, stores: this.#stores };
    [this.#origins, this.#stores] = [origins, stores];
    return part;
  }
}

function namesIn(target: Target): string[] {
  if (target.type === 'target-tuple') return target.items.flatMap(namesIn);
  return target.type === 'target-name' ? [target.name] : [];
}
