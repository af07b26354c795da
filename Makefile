# 清园：两条命令即可。make run 试用，make test 检查。
# A virtual environment with the locked dependencies is made once and again when the lock changes.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEMO := build/demo/demo-accounts.json
MIGRATIONS := $(wildcard src/qingyuan/server/*/migrations/0*.py)
PORT ?= 0

.DEFAULT_GOAL := help
.PHONY: help run sample test check offline fix bench docs lock clean postgresql browser pictures

help:            ## 列出全部命令
	@grep -hE '^[a-z]+: .*##|^[a-z]+:  *##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 12

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新版本（python3 --version 查看）"; exit 1; }
	@echo "正在准备运行环境（只在第一次和依赖变动时进行）……"
	@$(PYTHON) -m venv --clear $(VENV) || { echo "缺少 venv 模块：请先安装 python3-venv"; exit 1; }
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q src  # reader processes may not write compiled modules themselves
	@touch $@

run: $(READY) $(DEMO)  ## 启动网站，里面是一座虚构的市（PORT=端口，默认任选一个空闲的）
	@$(BIN)/qingyuan up --data $(dir $(DEMO)) --port $(PORT)

$(DEMO): $(MIGRATIONS) | $(READY)
	@echo "正在建立演示数据（只在第一次和表结构变动时进行）……"
	@rm -rf $(dir $@)
	@$(BIN)/qingyuan demo --data $(dir $@) >/dev/null

sample: $(READY) ## 审核自带的样例收件箱，并说明结果在哪里
	@$(BIN)/qingyuan audit samples/云溪县/收件箱 --registry samples/云溪县/备案名录.csv --out build/样例结果 --unit 云溪县教育体育局; [ $$? -le 1 ]
	@echo "样例里有十几个文件故意坏掉，上面“未能读取”各行就是它们。打开文件夹 build/样例结果 看表格和报告。"

test: check      ## 全部检查：规范、类型、导入方向、测试；网站的在 PostgreSQL 上再跑一遍，再在浏览器里走一遍
	@$(BIN)/pytest -n auto --ignore tests/browser
	@$(MAKE) --no-print-directory postgresql browser

postgresql: $(READY)  ## 网站的测试在 PostgreSQL 上再跑一遍（自己起一个，用完就停）
	@$(BIN)/python -m tests.server.postgresql $(BIN)/pytest -n auto tests/server --ignore tests/server/look

browser: $(READY)  ## 在 Chromium 里走各岗位的路，每一屏查无障碍（要先装 chromium）
	@$(BIN)/pytest -n auto tests/browser

pictures: $(READY) ## 重新拍手册里的插图
	@QINGYUAN_MANUAL_PICTURES=1 $(BIN)/pytest tests/browser/test_pictures.py

offline: $(READY) ## 打一个离线安装包（x86-64）：全部轮子、安装脚本、说明
	@$(BIN)/python deploy/offline/pack.py build/offline

check: $(READY)  ## 规范、类型、导入方向
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

fix: $(READY)    ## 自动整理代码格式
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(READY)  ## 准确率和速度，与同类工具同场比较
	@$(BIN)/python -m benchmarks

docs: $(READY)   ## 由规则包和上限生成 docs/rules.md 和手册里的上限表，由锁定的依赖生成 THIRD_PARTY.md
	@$(BIN)/python docs/generate.py
	@$(BIN)/python docs/third_party.py

lock:            ## 重新锁定依赖（需要 pip-tools）
	@pip-compile --quiet --strip-extras --extra dev --extra server --extra postgresql --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header -o requirements.lock pyproject.toml

clean:           ## 删除运行环境和生成的文件
	@rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache
