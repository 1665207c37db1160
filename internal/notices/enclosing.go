package notices

import (
	"context"
	"errors"
	"log/slog"
)

const (
	mostEnclosed = 10      // letters with a file in one turn: each is worked out while other e-mail waits
	mostBytes    = 5 << 20 // of a file; mail servers often take 10 MB, of which the encoding needs a third
)

// Enclosure is a file that the e-mail of a notice carries. Left is called once it was sent, or may have been, in the
// transaction that keeps that.
type Enclosure struct {
	File
	Left func(ctx context.Context) error
}

// Enclose gives the file that the e-mail of a notice carries, nil for most.
type Enclose func(ctx context.Context, n Notice) (*Enclosure, error)

// mayEnclose says of a kind that its e-mail may carry a file: each has a letter of its own, so that it holds up no other.
func (k Kind) mayEnclose() bool { return k == ReportReady }

// enclosed is what the letter of a pile carries; missing where that failed or is too large, so that it goes without.
func enclosed(ctx context.Context, p pile, enclose Enclose) (e *Enclosure, missing bool) {
	first := p.list[0]
	if enclose == nil || !first.Kind.mayEnclose() {
		return nil, false
	}
	e, err := enclose(ctx, first)
	if err != nil {
		slog.Error("an e-mail goes without its file", "notice", first.ID, "err", err)
		return nil, true
	}
	if e != nil && len(e.Bytes) > mostBytes {
		slog.Warn("an e-mail goes without its file, which is too large", "notice", first.ID, "bytes", len(e.Bytes), "most", mostBytes)
		return nil, true
	}
	return e, false
}

// send hands the letter of a pile over, once more without its file where it is refused, and returns the file that went.
func (o *Outbox) send(ctx context.Context, p pile, enclose Enclose) (*Enclosure, error) {
	e, missing := enclosed(ctx, p, enclose)
	err := o.hand(ctx, p, e, missing)
	if e != nil && errors.Is(err, ErrRefused) {
		slog.Warn("an e-mail is refused; it is sent without its file", "notice", p.list[0].ID, "err", err)
		return nil, o.hand(ctx, p, nil, true)
	}
	return e, err
}

func (o *Outbox) hand(ctx context.Context, p pile, e *Enclosure, missing bool) error {
	var f *File
	if e != nil {
		f = &e.File
	}
	l, err := o.letter(p.to.Name, p.to.Email, p.list, f, missing)
	if err != nil {
		return errors.Join(ErrRefused, err)
	}
	return o.site.Post.Send(ctx, l)
}
