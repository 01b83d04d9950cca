"""pushes of several kinds."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('athletes', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_athletes_next_morning_at'))
        batch_op.drop_column('next_morning_at')
        batch_op.add_column(sa.Column('morning_until', sa.Time(), nullable=True))
        batch_op.add_column(sa.Column('week_at', sa.Time(), nullable=True))
        batch_op.add_column(
            sa.Column('week_days', sa.String(), nullable=False, server_default='7'))
        batch_op.add_column(sa.Column('week_offered', sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column('pushes_off', sa.JSON(), nullable=False, server_default='[]'))
        batch_op.add_column(
            sa.Column('pushes_silent', sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table('athletes', schema=None) as batch_op:
        for name in ('week_days', 'pushes_off', 'pushes_silent'):
            batch_op.alter_column(name, server_default=None)

    with op.batch_alter_table('pushes', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('planned_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column('facts', sa.JSON(), nullable=False, server_default='{}'))
        batch_op.add_column(sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('helped', sa.Boolean(), nullable=True))
    op.execute("UPDATE pushes SET planned_at = due_at")
    with op.batch_alter_table('pushes', schema=None) as batch_op:
        batch_op.alter_column('planned_at', nullable=False)
        batch_op.alter_column('facts', server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('pushes', schema=None) as batch_op:
        for name in ('helped', 'sent_at', 'facts', 'planned_at'):
            batch_op.drop_column(name)

    with op.batch_alter_table('athletes', schema=None) as batch_op:
        for name in ('pushes_silent', 'pushes_off', 'week_offered', 'week_days', 'week_at',
                     'morning_until'):
            batch_op.drop_column(name)
        batch_op.add_column(
            sa.Column('next_morning_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(
            batch_op.f('ix_athletes_next_morning_at'), ['next_morning_at'], unique=False)
