#!/bin/sh
# 离线安装清园，不需要网络。用法：sh install.sh [安装到哪里，默认 /opt/qingyuan]
# 需要 python3（3.11 以上，和打包时同一个版本）和 python3-venv。
set -eu
cd "$(dirname "$0")"
target=${1:-/opt/qingyuan}

sha256sum --quiet -c SHA256SUMS || { echo "安装包不完整，请重新拷贝"; exit 1; }
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新版本"; exit 1; }
python3 -m venv --clear "$target" || { echo "缺少 venv 模块：请先安装 python3-venv"; exit 1; }
pip="$target/bin/pip --quiet --disable-pip-version-check"
$pip install --no-index --find-links wheels --require-hashes -r requirements.txt
$pip install --no-index --no-deps wheels/qingyuan-*.whl
"$target/bin/qingyuan" --version
echo "已装到 $target。启动：$target/bin/qingyuan up --data 数据文件夹"
echo "做成系统服务：见 systemd/qingyuan.service；前面放 nginx：见 nginx/qingyuan.conf"
