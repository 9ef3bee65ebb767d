import type { BinaryOperator } from '../values/operators.ts';
import type { Value } from '../values/value.ts';

interface At {
  /** 1-based, within the source. */
  readonly line: number;
}

export type CompareOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in';

/** The arguments as written at a call, a filter or a test. */
export interface CallArguments {
  readonly args: readonly Expression[];
  readonly kwargs: readonly { readonly name: string; readonly value: Expression }[];
  readonly spread: Expression | undefined;
  readonly spreadNames: Expression | undefined;
}

export type Constant = At & { readonly type: 'constant'; readonly value: Value };
export type Name = At & { readonly type: 'name'; readonly name: string };
export type Call = At & { readonly type: 'call'; readonly callee: Expression; readonly call: CallArguments };
export type Filter = At & {
  readonly type: 'filter';
  /** Missing where a block of text is what gets filtered. */
  readonly value: Expression | undefined;
  readonly name: string;
  readonly call: CallArguments;
};
export type Test = At & {
  readonly type: 'test';
  readonly value: Expression;
  readonly name: string;
  readonly call: CallArguments;
};
export type Slice = At & {
  readonly type: 'slice';
  readonly start: Expression | undefined;
  readonly stop: Expression | undefined;
  readonly step: Expression | undefined;
};
export type Compare = At & {
  readonly type: 'compare';
  readonly first: Expression;
  readonly rest: readonly { readonly operator: CompareOperator; readonly value: Expression }[];
};
export type Condition = At & {
  readonly type: 'condition';
  readonly test: Expression;
  readonly then: Expression;
  readonly otherwise: Expression | undefined;
};

export type Expression =
  | Constant
  | Name
  | Call
  | Filter
  | Test
  | Slice
  | Compare
  | Condition
  | (At & { readonly type: 'list' | 'tuple' | 'concat'; readonly items: readonly Expression[] })
  | (At & { readonly type: 'dict'; readonly entries: readonly (readonly [Expression, Expression])[] })
  | (At & { readonly type: 'attribute'; readonly value: Expression; readonly name: string })
  | (At & { readonly type: 'item'; readonly value: Expression; readonly key: Expression })
  | (At & { readonly type: 'not'; readonly value: Expression })
  | (At & { readonly type: 'sign'; readonly operator: '-' | '+'; readonly value: Expression })
  | (At & {
      readonly type: 'logic';
      readonly operator: 'and' | 'or';
      readonly left: Expression;
      readonly right: Expression;
    })
  | (At & {
      readonly type: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    });

/** What `for`, `set` and `with` assign to. */
export type Target =
  | (At & { readonly type: 'target-name'; readonly name: string })
  | (At & { readonly type: 'target-field'; readonly name: string; readonly field: string })
  | (At & { readonly type: 'target-tuple'; readonly items: readonly Target[] });

export interface Parameter {
  readonly name: string;
  readonly fallback: Expression | undefined;
}

export type For = At & {
  readonly type: 'for';
  readonly target: Target;
  readonly items: Expression;
  readonly test: Expression | undefined;
  readonly recursive: boolean;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
};
export type Macro = At & {
  readonly type: 'macro' | 'call-block';
  readonly name: string | undefined;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
};
export type Block = At & {
  readonly type: 'block';
  readonly name: string;
  readonly scoped: boolean;
  readonly required: boolean;
  readonly body: readonly Statement[];
};
export type With = At & {
  readonly type: 'with';
  readonly targets: readonly Target[];
  readonly values: readonly Expression[];
  readonly body: readonly Statement[];
};

export type Statement =
  | For
  | Block
  | With
  | (Macro & { readonly type: 'macro' })
  | (At & { readonly type: 'text'; readonly text: string })
  | (At & { readonly type: 'print'; readonly value: Expression })
  | (At & { readonly type: 'group'; readonly body: readonly Statement[] })
  | (At & {
      readonly type: 'if';
      readonly branches: readonly { readonly test: Expression; readonly body: readonly Statement[] }[];
      readonly otherwise: readonly Statement[];
    })
  | (At & { readonly type: 'set'; readonly target: Target; readonly value: Expression })
  | (At & {
      readonly type: 'set-block';
      readonly target: Target;
      readonly filter: Filter | undefined;
      readonly body: readonly Statement[];
    })
  | (At & { readonly type: 'filter-block'; readonly filter: Filter; readonly body: readonly Statement[] })
  | (At & { readonly type: 'call-statement'; readonly call: Call; readonly caller: Macro });
