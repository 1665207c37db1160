package store

import (
	"context"
	"fmt"
	"reflect"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm/schema"
)

func init() { schema.RegisterSerializer("millis", millis{}) }

// millis keeps a time.Time or *time.Time as whole milliseconds since 1970, which both databases sort and compare alike.
type millis struct{}

func (millis) Scan(ctx context.Context, field *schema.Field, dst reflect.Value, value any) error {
	var at time.Time
	switch v := value.(type) {
	case nil:
		return nil
	case int64:
		at = time.UnixMilli(v).UTC()
	default:
		return fmt.Errorf("the time in %s is stored as %T", field.DBName, value)
	}
	if field.FieldType.Kind() == reflect.Pointer {
		return field.Set(ctx, dst, &at)
	}
	return field.Set(ctx, dst, at)
}

func (millis) Value(_ context.Context, _ *schema.Field, _ reflect.Value, value any) (any, error) {
	switch v := value.(type) {
	case time.Time:
		return Millis(v), nil
	case *time.Time:
		if v == nil {
			return nil, nil
		}
		return Millis(*v), nil
	}
	return nil, fmt.Errorf("%T is no time", value)
}

// Millis is a time as it is stored.
func Millis(t time.Time) int64 { return t.UnixMilli() }

// FromMillis is a stored time.
func FromMillis(ms int64) time.Time { return time.UnixMilli(ms).UTC() }

// NewID makes a UUIDv7: unique, and sorted by the time of its making.
func NewID() string { return uuid.Must(uuid.NewV7()).String() }
