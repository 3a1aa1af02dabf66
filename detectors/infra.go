package detectors

// reach is how far before and behind a hardware address or a serial number the machine it belongs to is looked for, in bytes.
const reach = 96

// machineNear says whether what stands around s[i:j] on its line makes a hardware address or a serial number that of a machine of the
// network or the data centre: a switch, a bridge, a chassis, a disk, a port of a storage network. A word of a person's device or of a client
// outweighs it. hard asks for more: the words that name a port or a network are left out then.
func machineNear(s []byte, i, j int, hard bool) bool {
	a := i
	for a > 0 && a > i-reach && s[a-1] != '\n' {
		a--
	}
	b := j
	for b < len(s) && b < j+reach/2 && s[b] != '\n' {
		b++
	}
	found := false
	for k := a; k < b; k++ {
		if !is(s, k, letter) || is(s, k-1, alnum) { // nor in an identifier: 1EG4TE5MK73
			continue
		}
		e := run(s, k, letter)
		if k < i && i-e < reach/4 && wordFold(s, k, "device") && !at(s, e, ':') {
			return false
		}
		switch machineWord(s, k, e) {
		case bearer:
			return false
		case machine:
			found = true
		case network:
			found = found || !hard
		}
		k = e - 1
	}
	return found
}

// What a word says of the hardware address or the serial number beside it.
type bearing uint8

const (
	noBearing bearing = iota
	bearer            // somebody carries the device
	machine           // it is a part of a machine
	network           // it is a port or a network
)

func machineWord(s []byte, i, j int) bearing {
	var buf [24]byte
	switch string(lowered(s, i, j, &buf)) {
	case "patient", "patients", "client", "clients", "station", "sta", "dhcp", "dhcpd", "dhcpdiscover", "dhcprequest", "dhcpack", "dhcpoffer", "wearable", "pump", "pacemaker", "implant", "implanted",
		"glucometer", "cgm", "ventilator", "defibrillator", "infusion", "bedside", "phone", "handset", "tablet", "wristband", "paired", "pairing", "bluetooth", "ble", "bssid",
		"ssid", "mdm", "enrolled", "mobile", "insulin", "telemetry", "wearer", "prosthesis", "holter", "dob", "mrn":
		return bearer
	case "spanning", "spantree", "spanningtree", "stp", "rstp", "mstp", "bpdu", "bridge", "chassis", "lldp", "cdp", "wwn", "wwpn", "wwnn", "wwid", "zoneset", "fcns", "nport", "hba", "initiator", "fabric",
		"vrrp", "hsrp", "glbp", "lacp", "bond", "slave", "switch", "router", "fpc", "psu", "raid", "megaraid", "nvme", "smartd", "scsi", "lun", "ssd", "enclosure", "backplane", "blade", "motherboard",
		"dimm", "bmc", "ipmi", "usb", "vdv", "pcie", "phc", "igb", "ixgbe", "bnx", "mlx", "hypervisor", "supervisor", "linecard", "transceiver", "sfp", "qsfp", "rack",
		"spine", "lpfc", "qla", "macflap", "matm", "dupaddr", "mclag", "mlag", "evpn", "vtep", "vxlan", "bia", "oem", "pdu":
		return machine
	case "vlan", "interface", "port", "ethernet", "gigabitethernet", "tengigabitethernet", "eth", "eno", "ens", "enp", "irb", "ae", "xe", "nic", "ether", "arp", "neighbor", "neighbour", "hwaddr", "uplink", "gi", "te", "po", "br",
		"vnet", "tap", "veth", "docker", "link", "hardware", "iface", "netdev", "hw", "flapping", "lag", "ge", "fdb", "bgp", "vmac":
		return network
	}
	return noBearing
}
