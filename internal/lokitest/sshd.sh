#!/bin/sh
# Prints the path of an OpenSSH server for the tests of the tunnel: the installed one, or, on Debian and its like, one
# unpacked from its packages. Nothing is installed: the user that a server run by root wants for its unprivileged part
# exists only in the mount namespace of that server.
set -eu
for sshd in "$(command -v sshd || true)" /usr/sbin/sshd; do
	[ -x "$sshd" ] || continue
	if [ "$(id -u)" = 0 ]; then mkdir -p /run/sshd; fi # as starting its service would; it is gone at the next boot
	echo "$sshd"
	exit 0
done
dir="/var/tmp/harpo-sshd-$(id -u)"
if [ ! -O "$dir" ] || [ ! -x "$dir/sshd" ]; then
	rm -rf "$dir"
	mkdir -m 755 "$dir" "$dir/deb"
	cd "$dir/deb"
	apt-get download openssh-server libwrap0 >/dev/null
	for deb in *.deb; do dpkg -x "$deb" ../root; done
	lib=$(dirname "$(find "$dir/root" -name 'libwrap.so.0')")
	(cat /etc/passwd; echo 'sshd:x:64999:65534::/run/sshd:/usr/sbin/nologin') > "$dir/passwd"
	cat > "$dir/sshd.part" <<-END
		#!/bin/sh
		export LD_LIBRARY_PATH=$lib
		[ "\$(id -u)" = 0 ] || exec $dir/root/usr/sbin/sshd "\$@"
		exec unshare -m sh -c 'mount --make-rprivate / && mount --bind $dir/passwd /etc/passwd &&
			mount -t tmpfs none /run && mkdir -m 755 /run/sshd && exec $dir/root/usr/sbin/sshd "\$@"' sh "\$@"
	END
	chmod 755 "$dir/sshd.part" "$dir/root"
	mv "$dir/sshd.part" "$dir/sshd"
fi
echo "$dir/sshd"
