"""The training of our own athletes: workouts in the text intervals.icu reads."""

from dataclasses import dataclass

EASY_RIDE = """\
- Roll out 10m 45-60% 85rpm

- Steady, talk in whole sentences 1h10m 62-70% 85-95rpm

- Home 10m 50%
"""
SWEET_SPOT = """\
Three blocks just under threshold. Stay seated, breathe low.

Warmup
- 12m ramp 50-75% 90rpm
- 1m 95%
- 2m 55%

Main set 3x
- Sweet spot 12m 88-93% 85-92rpm
- Float 4m 55%

Cooldown
- 10m ramp 60-45%
"""
LACTATE = """\
Warmup
- 15m ramp 48-76%

Wake the legs 2x
- Spin up 20s 130% 110rpm
- Easy 1m40s 52%

Main set 5x
- Hard 4m 106-112% 95rpm
- Roll 3m 50%

- Cool down 9m 48%
"""
OVER_UNDER = """\
- Warm up 15m 150w-195w

Over and under 4x
- Under 3m 235w-245w
- Over 1m 275w
- Under 3m 235w-245w
- Rest 4m 140w

- Cool down 8m 130w
"""
LONG_RIDE = """\
Eat from the first half hour, drink before you want to.

- Settle 20m 130w-160w

- Endurance, flat roads 2h10m 165w-190w 85-90rpm

Late tempo 2x
- Tempo 10m 205w-220w
- Easy 5m 150w

- Home 10m 120w
"""
EASY_RUN = """\
- Jog 10m 65-72% Pace

- Relaxed 30m 72-80% Pace

- Walk and shake 5m 50-60% Pace
"""
TRACK_RUN = """\
Warmup
- 12m 65-75% Pace

Strides 4x
- Quick 20s 110-115% Pace
- Jog 40s 60% Pace

Main set 6x
- Fast 600mtr 100-104% Pace
- Jog 90s 55-65% Pace intensity=rest

Cooldown
- 10m 60-70% Pace
"""
HEART_RUN = """\
- 15m Z1 HR

- Aerobic, nose breathing 45m Z2 HR

- 5m Z1 HR
"""
SWIM = """\
- Easy 300mtr 70-80% Pace

8x
- Swim 100mtr 94-98% Pace
- Rest 20s 40% Pace intensity=rest

- Loose 200mtr 65-75% Pace
"""
STRENGTH = """\
Squat 4 sets of 6, hip thrust 3 sets of 10, calf raise 3 sets of 15, plank.
Leave two repetitions in reserve everywhere.
"""

CHINESE = {
    "Roll out": "出门慢骑",
    "Steady, talk in whole sentences": "匀速，能说整句话",
    "Three blocks just under threshold. Stay seated, breathe low.": (
        "三组略低于阈值，坐稳，腹式呼吸。"
    ),
    "Warmup": "热身",
    "Warm up": "热身",
    "Main set": "主课",
    "Sweet spot": "甜区",
    "Float": "放松",
    "Cooldown": "放松骑",
    "Cool down": "放松骑",
    "Wake the legs": "激活双腿",
    "Spin up": "高踏频",
    "Over and under": "阈值上下",
    "Under": "阈下",
    "Over": "阈上",
    "Rest": "休息",
    "Eat from the first half hour, drink before you want to.": (
        "半小时内开始补给，口渴之前就喝水。"
    ),
    "Settle": "进入状态",
    "Endurance, flat roads": "有氧耐力，平路",
    "Late tempo": "后程节奏",
    "Tempo": "节奏",
    "Home": "回家",
    "Walk and shake": "走路抖腿",
    "Relaxed": "放松",
    "Strides": "加速跑",
    "Quick": "快",
    "Fast": "快跑",
    "Jog": "慢跑",
    "Aerobic, nose breathing": "有氧，鼻呼吸",
    "Hard": "用力",
    "Roll": "慢骑",
    "Easy": "轻松",
    "Loose": "放松游",
    "Swim": "游",
    "Squat 4 sets of 6, hip thrust 3 sets of 10, calf raise 3 sets of 15, plank.": (
        "深蹲 4 组×6 次，臀推 3 组×10 次，提踵 3 组×15 次，平板支撑。"
    ),
    "Leave two repetitions in reserve everywhere.": "每组留两次余力。",
}


@dataclass(frozen=True)
class Session:
    """A workout of the cycle; `minutes` and `load` only where the text has no structure."""

    sport: str
    name: str
    chinese: str
    text: str
    hour: int = 0
    minutes: int | None = None
    load: int | None = None

    def said(self, *, chinese: bool) -> tuple[str, str]:
        """Name and text in a language; the steps are the same."""
        if not chinese:
            return self.name, self.text
        text = self.text
        for english, own in CHINESE.items():
            text = text.replace(english, own)
        return self.chinese, text


EASY = Session("Ride", "Easy endurance", "轻松有氧骑行", EASY_RIDE)
SWEET = Session("Ride", "Sweet spot 3x12", "甜区 3x12 分钟", SWEET_SPOT)
HARD = Session("Ride", "VO2 5x4", "最大摄氧量 5x4 分钟", LACTATE)
UNDERS = Session("Ride", "Over-unders 4x7", "阈值上下 4x7 分钟", OVER_UNDER)
LONG = Session("Ride", "Long ride with late tempo", "长距离骑行加后程节奏", LONG_RIDE)
JOG = Session("Run", "Easy run", "轻松跑", EASY_RUN)
TRACK = Session("Run", "Track 6x600", "场地 6x600 米", TRACK_RUN)
HEART = Session("Run", "Aerobic run by heart rate", "心率有氧跑", HEART_RUN)
POOL = Session("Swim", "Pool 8x100", "泳池 8x100 米", SWIM)
GENTLE = (EASY, JOG, POOL)
GYM = Session("WeightTraining", "Gym: legs and core", "力量：腿与核心", STRENGTH, 18, 45, 22)

# Days of the cycle, counted from today: today is the day of the hard ride, tomorrow an easy run.
CYCLES: tuple[tuple[tuple[Session, ...], ...], ...] = (
    ((SWEET,), (JOG,), (EASY, GYM), (), (TRACK,), (LONG,), (POOL,)),
    ((HARD,), (HEART,), (EASY, GYM), (), (POOL,), (LONG,), ()),
    ((UNDERS,), (JOG,), (EASY, GYM), (), (TRACK,), (LONG,), (POOL,)),
)


def sessions(offset: int) -> tuple[Session, ...]:
    """The sessions of the day `offset` days from today; every third week returns."""
    return CYCLES[(offset // 7) % len(CYCLES)][offset % 7]
