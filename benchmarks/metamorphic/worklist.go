package metamorphic

import (
	"cmp"
	"slices"
)

// Task is a rule that would end leaks: a class of values in every column of an axis, a column for every class, or one
// cell.
type Task struct {
	Axis, Row, Column string // empty where the task is about all of them
	Count             Count
}

// WorkList returns the n tasks that explain most leaks, the largest first: what an earlier task explains does not count
// for a later one. Only what leaks in a third of its lines is a task of its own. What is held out is not looked at.
func WorkList(cells []Cell, n int) []Task {
	type key struct{ axis, row, column string }
	var tasks []Task
	done := make([]bool, len(cells))
	for len(tasks) < n {
		sums := map[key]*Count{}
		var order []key
		for i := range cells {
			c := &cells[i]
			all := c.Half[0]
			if done[i] || c.Held || all.Lines == 0 {
				continue
			}
			for _, k := range []key{{"", c.Row, ""}, {c.Axis, "", c.Column}, {c.Axis, c.Row, c.Column}} {
				if sums[k] == nil {
					sums[k] = &Count{}
					order = append(order, k)
				}
				sums[k].add(&all)
			}
		}
		slices.SortStableFunc(order, func(a, b key) int {
			return cmp.Or(cmp.Compare(sums[b].Leaked, sums[a].Leaked), cmp.Compare(sums[b].Rate(), sums[a].Rate()))
		})
		i := slices.IndexFunc(order, func(k key) bool { return sums[k].Leaked > 0 && sums[k].Rate() > 100.0/3 })
		if i < 0 {
			return tasks
		}
		k := order[i]
		tasks = append(tasks, Task{k.axis, k.row, k.column, *sums[k]})
		for i := range cells {
			c := &cells[i]
			done[i] = done[i] || (k.axis == "" || c.Axis == k.axis) && (k.row == "" || k.row == c.Row) && (k.column == "" || k.column == c.Column)
		}
	}
	return tasks
}
