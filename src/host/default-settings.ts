import type { Settings } from '../core/settings.ts';

/** `config.yaml` as `init` writes it: every default, with a comment each. A test holds it against DEFAULT_SETTINGS. */
export const DEFAULT_SETTINGS_TEXT: { readonly [lang in Settings['lang']]: string } = {
  en: `# Settings of this project. Every value here is the default; a line may be changed or left out.

# The language of the built-in templates: en or zh.
lang: en

# What a new task has when nothing is said.
tasks:
  # Its template; see them all: lra template list
  default_template: task
  # Its priority: P0 (first), P1, P2 or P3 (last).
  default_priority: P1
  # How much a model must be able to write to do it: 4k, 8k, 16k, 32k, 64k, 128k or a number of tokens.
  default_output_req: 8k

# How long a claim holds.
locks:
  # How often an agent should say that it is still at work, in minutes. Fractions are allowed, here and below.
  heartbeat_minutes: 5
  # After how many minutes without a sign of life others may take its task.
  orphan_after_minutes: 15

context:
  # The most tokens that an answer of "lra context" may take; at least 300.
  budget: 2000

# How lra judges a code base: all thresholds passed, it is taken over whole; else module by module.
system_check:
  thresholds:
    # At most this much source code, in megabytes.
    code_size_mb: 5
    # At least this share of the commits follows Conventional Commits, 0 to 1.
    git_valid_ratio: 0.3
    # At least this share of the modules has documentation, 0 to 1.
    doc_coverage_ratio: 0.4
    # At least this share of the functions has a doc comment, 0 to 1.
    func_comment_ratio: 0.2
  # Whether the first "lra create" runs the check.
  auto_check_on_first_task: true
  # What a task that concerns a module brings: strict (a documentation task), soft (a suggestion) or disabled (nothing).
  doc_enforcement: strict
`,
  zh: `# 本项目的设置。这里的值都是默认值；任何一行都可以修改或删去。

# 内置模板的语言：en 或 zh。
lang: zh

# 新建任务未指定时的取值。
tasks:
  # 模板；查看全部模板：lra template list
  default_template: task
  # 优先级：P0（最先）、P1、P2 或 P3（最后）。
  default_priority: P1
  # 完成任务所需的模型输出长度：4k、8k、16k、32k、64k、128k，或 token 数。
  default_output_req: 8k

# 认领的有效时间。
locks:
  # 智能体每隔几分钟报告一次自己仍在工作；此处及以下均可用小数。
  heartbeat_minutes: 5
  # 超过多少分钟没有心跳，其他智能体便可接手它的任务。
  orphan_after_minutes: 15

context:
  # “lra context”一次回答最多使用的 token 数；不少于 300。
  budget: 2000

# lra 如何判断代码库：各项阈值全部达标则整体接管，否则逐模块接管。
system_check:
  thresholds:
    # 源代码大小的上限，单位 MB。
    code_size_mb: 5
    # 符合 Conventional Commits 的提交所占比例的下限，0 到 1。
    git_valid_ratio: 0.3
    # 有文档的模块所占比例的下限，0 到 1。
    doc_coverage_ratio: 0.4
    # 有文档注释的函数所占比例的下限，0 到 1。
    func_comment_ratio: 0.2
  # 第一次“lra create”时是否自动检查。
  auto_check_on_first_task: true
  # 涉及模块的任务附带什么：strict（文档任务）、soft（仅建议）或 disabled（无）。
  doc_enforcement: strict
`,
};
