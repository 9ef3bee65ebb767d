import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ENTRY = fileURLToPath(new URL('../../src/index.ts', import.meta.url));
const USE_CASES = fileURLToPath(new URL('../../src/api/use-cases.ts', import.meta.url));

/** What the library declares, to hold real answers against. */
export class DeclaredTypes {
  readonly #program: ts.Program;
  readonly #checker: ts.TypeChecker;
  readonly #exports: ReadonlyMap<string, ts.Symbol>;
  /** Every field that a value could have had, and whether any had something in it. */
  readonly #fields = new Map<string, boolean>();
  readonly #unnamed = new Set<string>();

  constructor() {
    this.#program = ts.createProgram([ENTRY], {
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2023,
      strict: true,
      exactOptionalPropertyTypes: true,
      allowImportingTsExtensions: true,
      skipLibCheck: true,
      noEmit: true,
      types: ['node'],
    });
    this.#checker = this.#program.getTypeChecker();
    const entry = this.#program.getSourceFile(ENTRY)!;
    const exported = this.#checker.getExportsOfModule(this.#checker.getSymbolAtLocation(entry)!);
    this.#exports = new Map(exported.map((symbol) => [symbol.name, symbol]));
  }

  /** What a function that the package exports answers. */
  answerOf(name: string): ts.Type {
    const symbol = this.#checker.getAliasedSymbol(this.#exports.get(name)!);
    return this.#answer(this.#checker.getTypeOfSymbol(symbol));
  }

  /** The members of a type, and what a method among them answers. */
  membersOf(type: ts.Type): ReadonlyMap<string, ts.Type> {
    return new Map(
      this.#checker.getPropertiesOfType(type).map((member) => {
        const own = this.#checker.getTypeOfSymbol(member);
        return [member.name, own.getCallSignatures().length > 0 ? this.#answer(own) : own];
      }),
    );
  }

  /** What a callback among the parameters of a method is given. */
  givenTo(project: ts.Type, method: string): ts.Type {
    const [rest] = this.#signature(this.#memberType(project, method)).parameters;
    const parameters = this.#checker.getTypeArguments(
      this.#checker.getTypeOfSymbol(rest!) as ts.TypeReference,
    );
    const callback = parameters.find((type) => type.getNonNullableType().getCallSignatures().length > 0);
    const [given] = this.#signature(callback!.getNonNullableType()).parameters;
    return this.#checker.getTypeOfSymbol(given!);
  }

  /** The comments on the members of a type. */
  commentsOn(type: ts.Type): ReadonlyMap<string, string> {
    const members = this.#checker.getPropertiesOfType(type);
    return new Map(members.map((member) => [member.name, this.#commentOn(member)]));
  }

  /** The comments on the use-cases behind the methods of a project, by the method. */
  commentsOnUseCases(): ReadonlyMap<string, string> {
    const file = this.#program.getSourceFile(USE_CASES)!;
    const [useCases] = this.#checker.getExportsOfModule(this.#checker.getSymbolAtLocation(file)!);
    const members = this.#checker.getPropertiesOfType(this.#checker.getTypeOfSymbol(useCases!));
    return new Map(
      members.map((member) => [
        member.name,
        this.#commentOn(this.#checker.getTypeOfSymbol(member).getSymbol()!),
      ]),
    );
  }

  /** The texts that a type which the package exports is one of. */
  literalsOf(name: string): readonly string[] {
    const type = this.#checker.getDeclaredTypeOfSymbol(
      this.#checker.getAliasedSymbol(this.#exports.get(name)!),
    );
    return type.isUnion() ? type.types.flatMap((one) => (one.isStringLiteral() ? one.value : [])) : [];
  }

  /** Where a value is not what the type says: a field that is missing, undeclared, or of another kind. */
  faults(value: unknown, type: ts.Type, at: string): readonly string[] {
    const found = this.#faults(value, type, at);
    if (found.length === 0) this.#note(value, type);
    return found;
  }

  /** The fields that no value so far had anything in. */
  unseen(): readonly string[] {
    return [...this.#fields].filter(([, seen]) => !seen).map(([field]) => field);
  }

  /** The types of answers that the package does not export by name. */
  unnamed(): readonly string[] {
    return [...this.#unnamed];
  }

  #commentOn(symbol: ts.Symbol): string {
    return ts.displayPartsToString(symbol.getDocumentationComment(this.#checker));
  }

  #memberType(type: ts.Type, member: string): ts.Type {
    return this.#checker.getTypeOfSymbol(this.#checker.getPropertyOfType(type, member)!);
  }

  #signature(type: ts.Type): ts.Signature {
    return type.getCallSignatures()[0]!;
  }

  #answer(type: ts.Type): ts.Type {
    return this.#checker.getAwaitedType(this.#signature(type).getReturnType())!;
  }

  #faults(value: unknown, type: ts.Type, at: string): readonly string[] {
    if (type.flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Any)) return [];
    if (type.isUnion()) return this.#isMemberOf(value, type) ? [] : [this.#wrong(value, type, at)];
    if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) {
      return this.#isScalar(value, type) ? [] : [this.#wrong(value, type, at)];
    }
    const items = this.#items(type);
    if (items) {
      if (!Array.isArray(value)) return [this.#wrong(value, type, at)];
      return value.flatMap((one, i) => this.#faults(one, items(i), `${at}[${i}]`));
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return [this.#wrong(value, type, at)];
    }
    return this.#fieldFaults(value, type, at);
  }

  #fieldFaults(value: object, type: ts.Type, at: string): readonly string[] {
    const index = this.#checker.getIndexTypeOfType(type, ts.IndexKind.String);
    const declared = this.#checker.getPropertiesOfType(type);
    const names = new Set(declared.map(({ name }) => name));
    const missing = declared.filter(
      ({ name, flags }) => !Object.hasOwn(value, name) && !(flags & ts.SymbolFlags.Optional),
    );
    return [
      ...missing.map(({ name }) => `${at}.${name} is missing`),
      ...Object.entries(value).flatMap(([name, one]) => {
        if (names.has(name)) return this.#faults(one, this.#memberType(type, name), `${at}.${name}`);
        return index ? this.#faults(one, index, `${at}.${name}`) : [`${at}.${name} is not declared`];
      }),
    ];
  }

  #isMemberOf(value: unknown, union: ts.UnionType): boolean {
    return union.types.some((member) => this.#faults(value, member, '').length === 0);
  }

  #isScalar(value: unknown, type: ts.Type): boolean {
    if (type.isStringLiteral() || type.isNumberLiteral()) return value === type.value;
    if (type.flags & ts.TypeFlags.Void) return value === undefined;
    const name = this.#checker.typeToString(type);
    return typeof value === name || String(value) === name;
  }

  /** The type of each item of a list; null for what is none. */
  #items(type: ts.Type): ((index: number) => ts.Type) | null {
    const isTuple = this.#checker.isTupleType(type);
    if (!isTuple && !this.#checker.isArrayType(type)) return null;
    const items = this.#checker.getTypeArguments(type as ts.TypeReference);
    return (index) => items[isTuple ? index : 0]!;
  }

  #wrong(value: unknown, type: ts.Type, at: string): string {
    return `${at} is ${JSON.stringify(value)?.slice(0, 300)}, not ${this.#checker.typeToString(type)}`;
  }

  /** Takes down which fields a sound value fills, and which of its types have no name outside. */
  #note(value: unknown, type: ts.Type): void {
    if (type.isUnion()) {
      const member = type.types.find((one) => this.#faults(value, one, '').length === 0);
      if (member) this.#note(value, member);
      this.#noteName(type);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const items = this.#items(type);
    if (items) {
      (value as readonly unknown[]).forEach((one, i) => {
        this.#note(one, items(i));
      });
      return;
    }
    this.#noteName(type);
    for (const field of this.#checker.getPropertiesOfType(type)) {
      const own = (value as { readonly [name: string]: unknown })[field.name];
      const name = nameOf(field);
      this.#fields.set(name, this.#fields.get(name) === true || isFilled(own));
      if (own !== undefined) this.#note(own, this.#checker.getTypeOfSymbol(field));
    }
  }

  #noteName({ aliasSymbol, symbol }: ts.Type): void {
    for (const named of [aliasSymbol, symbol]) {
      const place = named?.declarations?.[0]?.getSourceFile().fileName ?? '';
      const isOurs = place.includes('/src/') && !named?.name.startsWith('__');
      if (named && isOurs && !this.#exports.has(named.name)) this.#unnamed.add(named.name);
    }
  }
}

function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

/** The file and line that declare a field: two types may declare one of the same name. */
function nameOf(field: ts.Symbol): string {
  const declared = field.declarations?.[0];
  if (!declared) return field.name;
  const file = declared.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(declared.getStart());
  return `${field.name} (${basename(file.fileName)}:${line + 1})`;
}
