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

# Commands that must succeed before any task is finished, beside those of its template. One of them might be:
#   - run: npm test
#     name: tests            # what it is called; its command line when left out
#     timeout_seconds: 600   # after so long it is ended, and has failed
#     required: false        # true: not even --force skips it
gates: []

# Background jobs: lra bg run.
bg:
  # How long one may take unless --timeout is given, in seconds.
  timeout_seconds: 300
  # How much of its output is kept, in megabytes; at least 0.1.
  log_megabytes: 10

# How much of CPU, memory and disk may be in use, as shares from 0 to 1.
resources:
  # From here on lra warns.
  warn: 0.8
  # From here on "lra work" begins nothing new, and runs less at once.
  admit: 0.9
  # From this share of the disk on, what runs is paused.
  disk_pause: 0.95

events:
  # How much of the disk the log of events may take, in megabytes; at least 0.1. The oldest events go first.
  megabytes: 10

budget:
  # What a task and all below it may cost together, in the unit that agents report with "lra progress --cost"; 0: no limit.
  cost: 0

# How "lra work" runs agents.
work:
  # The command line that is the agent, such as claude -p; it reads the prompt from stdin. Empty: said each time, as --exec.
  exec: ''
  # How long an agent may work on a task at a time, in minutes; 0 for no limit.
  timeout_minutes: 30
  # How long it may write nothing, in minutes; 0 for no limit.
  silence_minutes: 10
  # How many rounds, each as long as between two checkpoints, may change nothing; 0 for no limit.
  idle_rounds: 3
  # How often a checkpoint is made of what runs, in seconds.
  checkpoint_seconds: 300
  # How long an agent may take to end when it is told to, in seconds; then it is killed.
  grace_seconds: 5
  # How often a task that failed is tried again.
  retries: 3
  # The longest wait before the first new attempt, in seconds; it doubles with each failure in a row.
  backoff_seconds: 5
  # The longest wait of all, in seconds, unless the other side asks for more.
  longest_backoff_seconds: 600
  # After so many tasks in a row that failed for good the worker stops.
  breaker: 3
  # How much output of an attempt is kept in its file, in megabytes.
  log_megabytes: 10
  # What may pass, and is tried again: exit codes, and regular expressions for the end of the output.
  transient:
    # The exit codes.
    exit_codes: [75]
    # The expressions, in any case of letters.
    patterns:
      - 'rate.?limit'
      - 'too many requests'
      - 'overloaded'
      - '(status|http|error|code)\\W{0,3}(429|5\\d\\d)\\b'
      - 'ECONNRESET|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|EPIPE'
      - 'socket hang up|connection (reset|timed out)|temporarily unavailable'
  # What no repetition mends; it goes before what may pass.
  fatal:
    # The exit codes; a shell says 126 and 127 of a command that it cannot run.
    exit_codes: [126, 127]
    # The expressions, in any case of letters.
    patterns:
      - '(invalid|incorrect|missing|expired).{0,20}(api.?key|credentials|token)'
      - '(status|http|error|code)\\W{0,3}(401|403)\\b'
      - 'unauthorized|authentication.{0,10}(failed|error)|not logged in'
      - 'insufficient.?(quota|credit|funds)|credit balance|(budget|quota|credits?).{0,20}(exhausted|exceeded|used up)'
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

# 任务完成前必须成功的命令，模板自带的除外。例如：
#   - run: npm test
#     name: tests            # 名称；省略时即命令本身
#     timeout_seconds: 600   # 超过此秒数即终止，视为失败
#     required: false        # true：--force 也不能跳过
gates: []

# 后台作业：lra bg run。
bg:
  # 未给出 --timeout 时一个作业的最长时间，单位秒。
  timeout_seconds: 300
  # 保留多少输出，单位 MB；不少于 0.1。
  log_megabytes: 10

# CPU、内存和磁盘可以使用多少，用 0 到 1 的比例表示。
resources:
  # 达到此比例时警告。
  warn: 0.8
  # 达到此比例时，“lra work”不再开始新任务，并减少并行数。
  admit: 0.9
  # 磁盘达到此比例时，正在运行的任务暂停。
  disk_pause: 0.95

events:
  # 事件日志最多占用的磁盘空间，单位 MB；不少于 0.1。最旧的事件最先删除。
  megabytes: 10

budget:
  # 一个任务及其所有子任务合计的费用上限，单位与智能体用“lra progress --cost”报告的相同；0 表示不限。
  cost: 0

# “lra work”如何运行智能体。
work:
  # 作为智能体的命令行，例如 claude -p；它从标准输入读取提示。为空则每次用 --exec 指定。
  exec: ''
  # 智能体每次处理一项任务的最长时间，单位分钟；0 表示不限。
  timeout_minutes: 30
  # 允许没有任何输出的最长时间，单位分钟；0 表示不限。
  silence_minutes: 10
  # 允许连续多少轮没有任何变化，每轮即两次检查点的间隔；0 表示不限。
  idle_rounds: 3
  # 每隔多少秒为运行中的任务保存一次检查点。
  checkpoint_seconds: 300
  # 要求智能体结束后等待的秒数，超过则强制终止。
  grace_seconds: 5
  # 失败的任务最多重试几次。
  retries: 3
  # 第一次重试前最长等待的秒数；每连续失败一次加倍。
  backoff_seconds: 5
  # 等待的秒数上限，除非对方要求更久。
  longest_backoff_seconds: 600
  # 连续多少项任务彻底失败后，工作进程停止。
  breaker: 3
  # 每次尝试的输出在文件中最多保留多少，单位 MB。
  log_megabytes: 10
  # 可能自行恢复、值得重试的失败：退出码，以及匹配输出末尾的正则表达式。
  transient:
    # 退出码。
    exit_codes: [75]
    # 正则表达式，不区分大小写。
    patterns:
      - 'rate.?limit'
      - 'too many requests'
      - 'overloaded'
      - '(status|http|error|code)\\W{0,3}(429|5\\d\\d)\\b'
      - 'ECONNRESET|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|EPIPE'
      - 'socket hang up|connection (reset|timed out)|temporarily unavailable'
  # 重试也无济于事的失败；优先于上面的规则。
  fatal:
    # 退出码；shell 用 126 和 127 表示命令无法运行。
    exit_codes: [126, 127]
    # 正则表达式，不区分大小写。
    patterns:
      - '(invalid|incorrect|missing|expired).{0,20}(api.?key|credentials|token)'
      - '(status|http|error|code)\\W{0,3}(401|403)\\b'
      - 'unauthorized|authentication.{0,10}(failed|error)|not logged in'
      - 'insufficient.?(quota|credit|funds)|credit balance|(budget|quota|credits?).{0,20}(exhausted|exceeded|used up)'
`,
};
