"""watches."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'watches',
        sa.Column('athlete_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
        sa.Column('look_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('owner', sa.String(), nullable=True),
        sa.Column('lease_until', sa.DateTime(timezone=True), nullable=True),
        sa.Column('state', sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint('athlete_id', name=op.f('pk_watches')),
    )
    with op.batch_alter_table('watches', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_watches_look_at'), ['look_at'], unique=False)
    with op.batch_alter_table('athletes', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('alert_limits', sa.String(), nullable=False, server_default='usual'))
    with op.batch_alter_table('athletes', schema=None) as batch_op:
        batch_op.alter_column('alert_limits', server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('athletes', schema=None) as batch_op:
        batch_op.drop_column('alert_limits')
    op.drop_table('watches')
