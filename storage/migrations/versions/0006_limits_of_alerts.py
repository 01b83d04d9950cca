"""limits of alerts, each by itself."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

STRONG = {'resting_heart_rate': 10, 'hrv': 3, 'form': -40, 'ramp': 10}


def upgrade() -> None:
    with op.batch_alter_table('athletes', schema=None) as batch_op:
        batch_op.alter_column('alert_limits', new_column_name='level')
    with op.batch_alter_table('athletes', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('alert_limits', sa.JSON(), nullable=False, server_default='{}'))
    athletes = sa.table(
        'athletes', sa.column('level', sa.String()), sa.column('alert_limits', sa.JSON()))
    op.execute(athletes.update().where(athletes.c.level == 'strong').values(alert_limits=STRONG))
    with op.batch_alter_table('athletes', schema=None) as batch_op:
        batch_op.drop_column('level')
        batch_op.alter_column('alert_limits', server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('athletes', schema=None) as batch_op:
        batch_op.drop_column('alert_limits')
    with op.batch_alter_table('athletes', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('alert_limits', sa.String(), nullable=False, server_default='usual'))
    with op.batch_alter_table('athletes', schema=None) as batch_op:
        batch_op.alter_column('alert_limits', server_default=None)
