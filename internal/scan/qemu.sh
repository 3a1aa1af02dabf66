#!/bin/sh
# Prints the path of a program that runs arm64 programs: the installed one, or, on Debian and its like, one unpacked from its
# package. Nothing is installed.
set -eu
for qemu in qemu-aarch64 qemu-aarch64-static; do
	if command -v "$qemu"; then exit 0; fi
done
dir="/var/tmp/harpo-qemu-$(id -u)"
if [ ! -O "$dir" ] || [ ! -x "$dir/qemu" ]; then
	rm -rf "$dir"
	mkdir -m 755 "$dir" "$dir/deb"
	cd "$dir/deb"
	apt-get download qemu-user-static >/dev/null
	for deb in *.deb; do dpkg -x "$deb" ../root; done
	mv "$dir/root/usr/bin/qemu-aarch64-static" "$dir/qemu"
	rm -rf "$dir/deb" "$dir/root"
fi
echo "$dir/qemu"
