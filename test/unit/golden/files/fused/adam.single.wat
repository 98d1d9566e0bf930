(module
 (type $0 (func (param i32 i32)))
 (import "env" "memory" (memory $mimport$0 1))
 (export "run" (func $0))
 (export "stretch" (func $1))
 (func $0 (param $0 i32) (param $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 v128)
  (local $14 v128)
  (local $15 v128)
  (local $16 v128)
  (local $17 v128)
  (local $18 v128)
  (local $19 v128)
  (local $20 v128)
  (local $21 v128)
  (local $22 v128)
  (local $23 v128)
  (local $24 v128)
  (local $25 v128)
  (local $26 v128)
  (local $27 v128)
  (local $28 v128)
  (local $29 v128)
  (local $30 v128)
  (local $31 v128)
  (local $32 v128)
  (local $33 v128)
  (local $34 v128)
  (local $35 v128)
  (local $36 v128)
  (local $37 v128)
  (local $38 v128)
  (local $39 v128)
  (local $40 v128)
  (local $41 v128)
  (local $42 v128)
  (local $43 v128)
  (local $44 v128)
  (local $45 v128)
  (local $46 v128)
  (local $47 v128)
  (local $48 v128)
  (local $49 v128)
  (local $50 v128)
  (local $51 v128)
  (local $52 v128)
  (local $53 v128)
  (local $54 v128)
  (local $55 v128)
  (local $56 v128)
  (local $57 v128)
  (local $58 v128)
  (local $59 v128)
  (local $60 v128)
  (local $61 v128)
  (local $62 v128)
  (local $63 v128)
  (local $64 v128)
  (local $65 v128)
  (local $66 v128)
  (local $67 v128)
  (local $68 v128)
  (local $69 v128)
  (local $70 v128)
  (local $71 v128)
  (local $72 v128)
  (local $73 v128)
  (local $74 v128)
  (local $75 v128)
  (local $76 v128)
  (local $77 v128)
  (local $78 v128)
  (local $79 v128)
  (local $80 v128)
  (local $81 v128)
  (local $82 v128)
  (local $83 v128)
  (local $84 v128)
  (local $85 v128)
  (local $86 v128)
  (local $87 v128)
  (local $88 v128)
  (local $89 v128)
  (local $90 v128)
  (local $91 v128)
  (local $92 v128)
  (local $93 v128)
  (local $scratch i32)
  (local $scratch_95 i32)
  (local.set $23
   (f64x2.splat
    (f64.const 1)
   )
  )
  (local.set $27
   (f64x2.splat
    (f64.const 10)
   )
  )
  (local.set $31
   (f64x2.splat
    (f64.const 0.9)
   )
  )
  (local.set $38
   (f64x2.splat
    (f64.const 0)
   )
  )
  (local.set $53
   (f32x4.splat
    (f32.const 0.5)
   )
  )
  (local.set $54
   (f32x4.splat
    (f32.const 100)
   )
  )
  (local.set $58
   (f64x2.splat
    (f64.const 1e4)
   )
  )
  (local.set $61
   (f64x2.splat
    (f64.const 1e6)
   )
  )
  (local.set $62
   (f64x2.splat
    (f64.const 1797693134862315708145274e284)
   )
  )
  (local.set $64
   (f64x2.splat
    (f64.const inf)
   )
  )
  (local.set $68
   (f64x2.splat
    (f64.const 0.01)
   )
  )
  (local.set $73
   (f64x2.splat
    (f64.const -inf)
   )
  )
  (local.set $93
   (f64x2.splat
    (f64.const nan:0x8000000000000)
   )
  )
  (local.set $13
   (v128.load align=4
    (local.get $0)
   )
  )
  (local.set $14
   (v128.load offset=16 align=4
    (local.get $0)
   )
  )
  (local.set $15
   (v128.load offset=2048 align=4
    (local.get $0)
   )
  )
  (local.set $16
   (v128.load offset=2064 align=4
    (local.get $0)
   )
  )
  (local.set $5
   (i32.load offset=16512
    (local.get $1)
   )
  )
  (local.set $6
   (i32.load offset=16516
    (local.get $1)
   )
  )
  (local.set $7
   (i32.load offset=16520
    (local.get $1)
   )
  )
  (local.set $8
   (i32.load offset=16524
    (local.get $1)
   )
  )
  (local.set $9
   (i32.load offset=17536
    (local.get $1)
   )
  )
  (local.set $10
   (i32.load offset=17540
    (local.get $1)
   )
  )
  (local.set $11
   (i32.load offset=17544
    (local.get $1)
   )
  )
  (local.set $12
   (i32.load offset=17548
    (local.get $1)
   )
  )
  (local.set $17
   (local.get $13)
  )
  (local.set $18
   (local.get $14)
  )
  (local.set $19
   (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
    (f32x4.demote_f64x2_zero
     (local.get $17)
    )
    (f32x4.demote_f64x2_zero
     (local.get $18)
    )
   )
  )
  (local.set $20
   (local.get $15)
  )
  (local.set $21
   (local.get $16)
  )
  (local.set $22
   (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
    (f32x4.demote_f64x2_zero
     (local.get $20)
    )
    (f32x4.demote_f64x2_zero
     (local.get $21)
    )
   )
  )
  (local.set $24
   (local.get $23)
  )
  (local.set $25
   (local.get $23)
  )
  (local.set $26
   (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
    (f32x4.demote_f64x2_zero
     (local.get $24)
    )
    (f32x4.demote_f64x2_zero
     (local.get $25)
    )
   )
  )
  (local.set $28
   (local.get $27)
  )
  (local.set $29
   (local.get $27)
  )
  (local.set $30
   (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
    (f32x4.demote_f64x2_zero
     (local.get $28)
    )
    (f32x4.demote_f64x2_zero
     (local.get $29)
    )
   )
  )
  (local.set $32
   (f64x2.sub
    (local.get $23)
    (local.get $31)
   )
  )
  (local.set $33
   (f64x2.sub
    (local.get $23)
    (local.get $31)
   )
  )
  (local.set $34
   (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
    (f32x4.demote_f64x2_zero
     (local.get $32)
    )
    (f32x4.demote_f64x2_zero
     (local.get $33)
    )
   )
  )
  (local.set $35
   (f64x2.sub
    (local.get $23)
    (local.get $20)
   )
  )
  (local.set $36
   (f64x2.sub
    (local.get $23)
    (local.get $21)
   )
  )
  (local.set $37
   (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
    (f32x4.demote_f64x2_zero
     (local.get $35)
    )
    (f32x4.demote_f64x2_zero
     (local.get $36)
    )
   )
  )
  (local.set $39
   (local.get $38)
  )
  (local.set $40
   (local.get $38)
  )
  (local.set $41
   (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
    (f32x4.demote_f64x2_zero
     (local.get $39)
    )
    (f32x4.demote_f64x2_zero
     (local.get $40)
    )
   )
  )
  (local.set $42
   (local.get $38)
  )
  (local.set $43
   (local.get $38)
  )
  (local.set $44
   (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
    (f32x4.demote_f64x2_zero
     (local.get $42)
    )
    (f32x4.demote_f64x2_zero
     (local.get $43)
    )
   )
  )
  (local.set $45
   (local.get $38)
  )
  (local.set $46
   (local.get $38)
  )
  (local.set $47
   (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
    (f32x4.demote_f64x2_zero
     (local.get $45)
    )
    (f32x4.demote_f64x2_zero
     (local.get $46)
    )
   )
  )
  (local.set $48
   (local.get $38)
  )
  (local.set $49
   (local.get $38)
  )
  (local.set $50
   (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
    (f32x4.demote_f64x2_zero
     (local.get $48)
    )
    (f32x4.demote_f64x2_zero
     (local.get $49)
    )
   )
  )
  (local.set $51
   (local.get $26)
  )
  (local.set $52
   (local.get $30)
  )
  (local.set $55
   (f32x4.mul
    (local.get $53)
    (f32x4.add
     (f32x4.mul
      (local.get $54)
      (f32x4.mul
       (local.get $51)
       (local.get $51)
      )
     )
     (f32x4.mul
      (local.get $52)
      (local.get $52)
     )
    )
   )
  )
  (local.set $56
   (f64x2.promote_low_f32x4
    (local.get $55)
   )
  )
  (local.set $57
   (f64x2.promote_low_f32x4
    (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
     (local.get $55)
     (local.get $55)
    )
   )
  )
  (local.set $59
   (local.get $56)
  )
  (local.set $60
   (v128.not
    (local.get $38)
   )
  )
  (local.set $63
   (f64x2.min
    (f64x2.max
     (local.get $61)
     (f64x2.mul
      (local.get $58)
      (local.get $56)
     )
    )
    (local.get $62)
   )
  )
  (local.set $65
   (local.get $64)
  )
  (local.set $65
   (f64x2.pmin
    (local.get $65)
    (local.get $59)
   )
  )
  (local.set $69
   (f64x2.le
    (local.get $59)
    (local.get $68)
   )
  )
  (local.set $70
   (v128.or
    (local.get $70)
    (local.get $69)
   )
  )
  (local.set $71
   (f64x2.add
    (local.get $71)
    (v128.andnot
     (local.get $23)
     (local.get $70)
    )
   )
  )
  (local.set $72
   (v128.and
    (f64x2.add
     (local.get $72)
     (local.get $23)
    )
    (local.get $69)
   )
  )
  (local.set $66
   (v128.and
    (f64x2.gt
     (local.get $59)
     (local.get $73)
    )
    (f64x2.le
     (local.get $59)
     (local.get $63)
    )
   )
  )
  (local.set $67
   (f64x2.add
    (local.get $67)
    (v128.and
     (local.get $23)
     (local.get $66)
    )
   )
  )
  (local.set $60
   (v128.and
    (local.get $60)
    (local.get $66)
   )
  )
  (local.set $74
   (local.get $57)
  )
  (local.set $75
   (v128.not
    (local.get $38)
   )
  )
  (local.set $76
   (f64x2.min
    (f64x2.max
     (local.get $61)
     (f64x2.mul
      (local.get $58)
      (local.get $57)
     )
    )
    (local.get $62)
   )
  )
  (local.set $77
   (local.get $64)
  )
  (local.set $77
   (f64x2.pmin
    (local.get $77)
    (local.get $74)
   )
  )
  (local.set $80
   (f64x2.le
    (local.get $74)
    (local.get $68)
   )
  )
  (local.set $81
   (v128.or
    (local.get $81)
    (local.get $80)
   )
  )
  (local.set $82
   (f64x2.add
    (local.get $82)
    (v128.andnot
     (local.get $23)
     (local.get $81)
    )
   )
  )
  (local.set $83
   (v128.and
    (f64x2.add
     (local.get $83)
     (local.get $23)
    )
    (local.get $80)
   )
  )
  (local.set $78
   (v128.and
    (f64x2.gt
     (local.get $74)
     (local.get $73)
    )
    (f64x2.le
     (local.get $74)
     (local.get $76)
    )
   )
  )
  (local.set $79
   (f64x2.add
    (local.get $79)
    (v128.and
     (local.get $23)
     (local.get $78)
    )
   )
  )
  (local.set $75
   (v128.and
    (local.get $75)
    (local.get $78)
   )
  )
  (v128.store offset=18560 align=4
   (i32.const 0)
   (local.get $19)
  )
  (v128.store offset=18624 align=4
   (i32.const 0)
   (local.get $22)
  )
  (v128.store offset=18688 align=4
   (i32.const 0)
   (local.get $26)
  )
  (v128.store offset=18752 align=4
   (i32.const 0)
   (local.get $30)
  )
  (v128.store offset=18816 align=4
   (i32.const 0)
   (local.get $34)
  )
  (v128.store offset=18880 align=4
   (i32.const 0)
   (local.get $37)
  )
  (v128.store offset=18944 align=4
   (i32.const 0)
   (local.get $41)
  )
  (v128.store offset=19008 align=4
   (i32.const 0)
   (local.get $44)
  )
  (v128.store offset=19072 align=4
   (i32.const 0)
   (local.get $47)
  )
  (v128.store offset=19136 align=4
   (i32.const 0)
   (local.get $50)
  )
  (block $block
   (loop $label2
    (br_if $block
     (i32.eqz
      (i32.and
       (i32.lt_u
        (local.get $2)
        (i32.const 1600)
       )
       (v128.any_true
        (v128.or
         (v128.or
          (local.get $38)
          (local.get $60)
         )
         (local.get $75)
        )
       )
      )
     )
    )
    (local.set $3
     (select
      (i32.const 1600)
      (select
       (i32.add
        (i32.add
         (local.get $2)
         (local.get $2)
        )
        (i32.const 32)
       )
       (i32.add
        (local.get $2)
        (i32.const 256)
       )
       (i32.lt_u
        (i32.add
         (i32.add
          (local.get $2)
          (local.get $2)
         )
         (i32.const 32)
        )
        (i32.add
         (local.get $2)
         (i32.const 256)
        )
       )
      )
      (i32.lt_u
       (i32.const 1600)
       (select
        (i32.add
         (i32.add
          (local.get $2)
          (local.get $2)
         )
         (i32.const 32)
        )
        (i32.add
         (local.get $2)
         (i32.const 256)
        )
        (i32.lt_u
         (i32.add
          (i32.add
           (local.get $2)
           (local.get $2)
          )
          (i32.const 32)
         )
         (i32.add
          (local.get $2)
          (i32.const 256)
         )
        )
       )
      )
     )
    )
    (call $1
     (local.get $2)
     (local.get $1)
    )
    (local.set $84
     (v128.load offset=19200 align=4
      (i32.const 0)
     )
    )
    (local.set $85
     (v128.load offset=19264 align=4
      (i32.const 0)
     )
    )
    (local.set $86
     (v128.load offset=19328 align=4
      (i32.const 0)
     )
    )
    (local.set $87
     (f64x2.promote_low_f32x4
      (local.get $84)
     )
    )
    (local.set $88
     (f64x2.promote_low_f32x4
      (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
       (local.get $84)
       (local.get $84)
      )
     )
    )
    (local.set $89
     (f64x2.promote_low_f32x4
      (local.get $85)
     )
    )
    (local.set $90
     (f64x2.promote_low_f32x4
      (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
       (local.get $85)
       (local.get $85)
      )
     )
    )
    (local.set $91
     (f64x2.promote_low_f32x4
      (local.get $86)
     )
    )
    (local.set $92
     (f64x2.promote_low_f32x4
      (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
       (local.get $86)
       (local.get $86)
      )
     )
    )
    (if
     (i64x2.all_true
      (v128.or
       (v128.and
        (v128.and
         (f64x2.lt
          (f64x2.abs
           (local.get $91)
          )
          (local.get $64)
         )
         (f64x2.le
          (local.get $89)
          (local.get $63)
         )
        )
        (v128.or
         (f64x2.le
          (local.get $89)
          (local.get $68)
         )
         (f64x2.gt
          (local.get $87)
          (local.get $68)
         )
        )
       )
       (v128.not
        (local.get $60)
       )
      )
     )
     (then
      (local.set $4
       (i32.mul
        (i32.sub
         (i32.sub
          (local.get $3)
          (local.get $2)
         )
         (i32.const 8)
        )
        (i32.const 8)
       )
      )
      (local.set $55
       (v128.load offset=14336 align=4
        (local.get $4)
       )
      )
      (local.set $56
       (f64x2.promote_low_f32x4
        (local.get $55)
       )
      )
      (local.set $57
       (f64x2.promote_low_f32x4
        (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
         (local.get $55)
         (local.get $55)
        )
       )
      )
      (local.set $59
       (v128.bitselect
        (local.get $56)
        (local.get $59)
        (local.get $60)
       )
      )
      (local.set $65
       (v128.bitselect
        (f64x2.pmin
         (local.get $65)
         (local.get $87)
        )
        (local.get $65)
        (local.get $60)
       )
      )
      (local.set $67
       (f64x2.add
        (local.get $67)
        (v128.and
         (f64x2.splat
          (f64.convert_i32_u
           (i32.shr_u
            (i32.sub
             (local.get $3)
             (local.get $2)
            )
            (i32.const 3)
           )
          )
         )
         (local.get $60)
        )
       )
      )
      (local.set $69
       (v128.bitselect
        (f64x2.le
         (local.get $89)
         (local.get $68)
        )
        (local.get $69)
        (local.get $60)
       )
      )
      (local.set $70
       (v128.or
        (local.get $70)
        (local.get $69)
       )
      )
      (local.set $71
       (f64x2.add
        (local.get $71)
        (v128.andnot
         (f64x2.splat
          (f64.convert_i32_u
           (i32.shr_u
            (i32.sub
             (local.get $3)
             (local.get $2)
            )
            (i32.const 3)
           )
          )
         )
         (local.get $70)
        )
       )
      )
      (local.set $72
       (v128.and
        (f64x2.add
         (local.get $72)
         (f64x2.splat
          (f64.convert_i32_u
           (i32.shr_u
            (i32.sub
             (local.get $3)
             (local.get $2)
            )
            (i32.const 3)
           )
          )
         )
        )
        (local.get $69)
       )
      )
     )
     (else
      (local.set $4
       (i32.const 0)
      )
      (loop $label
       (local.set $55
        (v128.load offset=14336 align=4
         (local.get $4)
        )
       )
       (local.set $56
        (f64x2.promote_low_f32x4
         (local.get $55)
        )
       )
       (local.set $57
        (f64x2.promote_low_f32x4
         (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
          (local.get $55)
          (local.get $55)
         )
        )
       )
       (local.set $59
        (v128.bitselect
         (local.get $56)
         (local.get $59)
         (local.get $60)
        )
       )
       (local.set $65
        (f64x2.pmin
         (local.get $65)
         (local.get $59)
        )
       )
       (local.set $69
        (f64x2.le
         (local.get $59)
         (local.get $68)
        )
       )
       (local.set $70
        (v128.or
         (local.get $70)
         (local.get $69)
        )
       )
       (local.set $71
        (f64x2.add
         (local.get $71)
         (v128.andnot
          (local.get $23)
          (local.get $70)
         )
        )
       )
       (local.set $72
        (v128.and
         (f64x2.add
          (local.get $72)
          (local.get $23)
         )
         (local.get $69)
        )
       )
       (local.set $66
        (v128.and
         (f64x2.gt
          (local.get $59)
          (local.get $73)
         )
         (f64x2.le
          (local.get $59)
          (local.get $63)
         )
        )
       )
       (local.set $67
        (f64x2.add
         (local.get $67)
         (v128.and
          (local.get $23)
          (local.get $66)
         )
        )
       )
       (local.set $60
        (v128.and
         (local.get $60)
         (local.get $66)
        )
       )
       (br_if $label
        (block (result i32)
         (local.set $scratch
          (i32.lt_u
           (local.get $4)
           (i32.mul
            (i32.sub
             (i32.sub
              (local.get $3)
              (local.get $2)
             )
             (i32.const 8)
            )
            (i32.const 8)
           )
          )
         )
         (local.set $4
          (i32.add
           (local.get $4)
           (i32.const 64)
          )
         )
         (local.get $scratch)
        )
       )
      )
     )
    )
    (if
     (i64x2.all_true
      (v128.or
       (v128.and
        (v128.and
         (f64x2.lt
          (f64x2.abs
           (local.get $92)
          )
          (local.get $64)
         )
         (f64x2.le
          (local.get $90)
          (local.get $76)
         )
        )
        (v128.or
         (f64x2.le
          (local.get $90)
          (local.get $68)
         )
         (f64x2.gt
          (local.get $88)
          (local.get $68)
         )
        )
       )
       (v128.not
        (local.get $75)
       )
      )
     )
     (then
      (local.set $4
       (i32.mul
        (i32.sub
         (i32.sub
          (local.get $3)
          (local.get $2)
         )
         (i32.const 8)
        )
        (i32.const 8)
       )
      )
      (local.set $55
       (v128.load offset=14336 align=4
        (local.get $4)
       )
      )
      (local.set $56
       (f64x2.promote_low_f32x4
        (local.get $55)
       )
      )
      (local.set $57
       (f64x2.promote_low_f32x4
        (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
         (local.get $55)
         (local.get $55)
        )
       )
      )
      (local.set $74
       (v128.bitselect
        (local.get $57)
        (local.get $74)
        (local.get $75)
       )
      )
      (local.set $77
       (v128.bitselect
        (f64x2.pmin
         (local.get $77)
         (local.get $88)
        )
        (local.get $77)
        (local.get $75)
       )
      )
      (local.set $79
       (f64x2.add
        (local.get $79)
        (v128.and
         (f64x2.splat
          (f64.convert_i32_u
           (i32.shr_u
            (i32.sub
             (local.get $3)
             (local.get $2)
            )
            (i32.const 3)
           )
          )
         )
         (local.get $75)
        )
       )
      )
      (local.set $80
       (v128.bitselect
        (f64x2.le
         (local.get $90)
         (local.get $68)
        )
        (local.get $80)
        (local.get $75)
       )
      )
      (local.set $81
       (v128.or
        (local.get $81)
        (local.get $80)
       )
      )
      (local.set $82
       (f64x2.add
        (local.get $82)
        (v128.andnot
         (f64x2.splat
          (f64.convert_i32_u
           (i32.shr_u
            (i32.sub
             (local.get $3)
             (local.get $2)
            )
            (i32.const 3)
           )
          )
         )
         (local.get $81)
        )
       )
      )
      (local.set $83
       (v128.and
        (f64x2.add
         (local.get $83)
         (f64x2.splat
          (f64.convert_i32_u
           (i32.shr_u
            (i32.sub
             (local.get $3)
             (local.get $2)
            )
            (i32.const 3)
           )
          )
         )
        )
        (local.get $80)
       )
      )
     )
     (else
      (local.set $4
       (i32.const 0)
      )
      (loop $label1
       (local.set $55
        (v128.load offset=14336 align=4
         (local.get $4)
        )
       )
       (local.set $56
        (f64x2.promote_low_f32x4
         (local.get $55)
        )
       )
       (local.set $57
        (f64x2.promote_low_f32x4
         (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
          (local.get $55)
          (local.get $55)
         )
        )
       )
       (local.set $74
        (v128.bitselect
         (local.get $57)
         (local.get $74)
         (local.get $75)
        )
       )
       (local.set $77
        (f64x2.pmin
         (local.get $77)
         (local.get $74)
        )
       )
       (local.set $80
        (f64x2.le
         (local.get $74)
         (local.get $68)
        )
       )
       (local.set $81
        (v128.or
         (local.get $81)
         (local.get $80)
        )
       )
       (local.set $82
        (f64x2.add
         (local.get $82)
         (v128.andnot
          (local.get $23)
          (local.get $81)
         )
        )
       )
       (local.set $83
        (v128.and
         (f64x2.add
          (local.get $83)
          (local.get $23)
         )
         (local.get $80)
        )
       )
       (local.set $78
        (v128.and
         (f64x2.gt
          (local.get $74)
          (local.get $73)
         )
         (f64x2.le
          (local.get $74)
          (local.get $76)
         )
        )
       )
       (local.set $79
        (f64x2.add
         (local.get $79)
         (v128.and
          (local.get $23)
          (local.get $78)
         )
        )
       )
       (local.set $75
        (v128.and
         (local.get $75)
         (local.get $78)
        )
       )
       (br_if $label1
        (block (result i32)
         (local.set $scratch_95
          (i32.lt_u
           (local.get $4)
           (i32.mul
            (i32.sub
             (i32.sub
              (local.get $3)
              (local.get $2)
             )
             (i32.const 8)
            )
            (i32.const 8)
           )
          )
         )
         (local.set $4
          (i32.add
           (local.get $4)
           (i32.const 64)
          )
         )
         (local.get $scratch_95)
        )
       )
      )
     )
    )
    (local.set $2
     (local.get $3)
    )
    (br $label2)
   )
  )
  (v128.store offset=4096 align=4
   (local.get $0)
   (v128.bitselect
    (local.get $59)
    (local.get $93)
    (local.get $66)
   )
  )
  (v128.store offset=6144 align=4
   (local.get $0)
   (local.get $65)
  )
  (v128.store offset=8192 align=4
   (local.get $0)
   (v128.bitselect
    (f64x2.max
     (local.get $71)
     (local.get $23)
    )
    (local.get $38)
    (local.get $70)
   )
  )
  (v128.store offset=10240 align=4
   (local.get $0)
   (v128.bitselect
    (f64x2.max
     (f64x2.add
      (f64x2.sub
       (f64x2.splat
        (f64.convert_i32_u
         (i32.shr_u
          (local.get $2)
          (i32.const 3)
         )
        )
       )
       (local.get $72)
      )
      (local.get $23)
     )
     (local.get $23)
    )
    (local.get $38)
    (v128.and
     (local.get $69)
     (local.get $66)
    )
   )
  )
  (v128.store offset=12288 align=4
   (local.get $0)
   (v128.bitselect
    (f64x2.max
     (local.get $67)
     (local.get $23)
    )
    (local.get $38)
    (v128.not
     (local.get $66)
    )
   )
  )
  (v128.store offset=4112 align=4
   (local.get $0)
   (v128.bitselect
    (local.get $74)
    (local.get $93)
    (local.get $78)
   )
  )
  (v128.store offset=6160 align=4
   (local.get $0)
   (local.get $77)
  )
  (v128.store offset=8208 align=4
   (local.get $0)
   (v128.bitselect
    (f64x2.max
     (local.get $82)
     (local.get $23)
    )
    (local.get $38)
    (local.get $81)
   )
  )
  (v128.store offset=10256 align=4
   (local.get $0)
   (v128.bitselect
    (f64x2.max
     (f64x2.add
      (f64x2.sub
       (f64x2.splat
        (f64.convert_i32_u
         (i32.shr_u
          (local.get $2)
          (i32.const 3)
         )
        )
       )
       (local.get $83)
      )
      (local.get $23)
     )
     (local.get $23)
    )
    (local.get $38)
    (v128.and
     (local.get $80)
     (local.get $78)
    )
   )
  )
  (v128.store offset=12304 align=4
   (local.get $0)
   (v128.bitselect
    (f64x2.max
     (local.get $79)
     (local.get $23)
    )
    (local.get $38)
    (v128.not
     (local.get $78)
    )
   )
  )
 )
 (func $1 (param $0 i32) (param $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 v128)
  (local $14 v128)
  (local $15 v128)
  (local $16 v128)
  (local $17 v128)
  (local $18 v128)
  (local $19 v128)
  (local $20 v128)
  (local $21 v128)
  (local $22 v128)
  (local $23 v128)
  (local $24 v128)
  (local $25 v128)
  (local $26 v128)
  (local $27 v128)
  (local $28 v128)
  (local $29 v128)
  (local $30 v128)
  (local $31 v128)
  (local $32 v128)
  (local $33 v128)
  (local $34 v128)
  (local $35 v128)
  (local $36 v128)
  (local $37 v128)
  (local $38 v128)
  (local $39 v128)
  (local $40 v128)
  (local $41 v128)
  (local $42 v128)
  (local $43 v128)
  (local $44 v128)
  (local $45 v128)
  (local $46 v128)
  (local $47 v128)
  (local $48 v128)
  (local $49 v128)
  (local $50 v128)
  (local $51 v128)
  (local $52 v128)
  (local $53 v128)
  (local $54 v128)
  (local $55 v128)
  (local $56 v128)
  (local $57 v128)
  (local $58 v128)
  (local $59 v128)
  (local $60 v128)
  (local $61 v128)
  (local.set $21
   (f32x4.splat
    (f32.const 100)
   )
  )
  (local.set $24
   (f64x2.splat
    (f64.const 1)
   )
  )
  (local.set $31
   (f32x4.splat
    (f32.const 0.8999999761581421)
   )
  )
  (local.set $50
   (f32x4.splat
    (f32.const 9.99999993922529e-09)
   )
  )
  (local.set $53
   (f32x4.splat
    (f32.const 0.5)
   )
  )
  (local.set $55
   (f32x4.splat
    (f32.const inf)
   )
  )
  (local.set $57
   (f32x4.splat
    (f32.const -inf)
   )
  )
  (local.set $59
   (f32x4.splat
    (f32.const 0)
   )
  )
  (local.set $3
   (select
    (i32.const 1600)
    (select
     (i32.add
      (i32.add
       (local.get $0)
       (local.get $0)
      )
      (i32.const 32)
     )
     (i32.add
      (local.get $0)
      (i32.const 256)
     )
     (i32.lt_u
      (i32.add
       (i32.add
        (local.get $0)
        (local.get $0)
       )
       (i32.const 32)
      )
      (i32.add
       (local.get $0)
       (i32.const 256)
      )
     )
    )
    (i32.lt_u
     (i32.const 1600)
     (select
      (i32.add
       (i32.add
        (local.get $0)
        (local.get $0)
       )
       (i32.const 32)
      )
      (i32.add
       (local.get $0)
       (i32.const 256)
      )
      (i32.lt_u
       (i32.add
        (i32.add
         (local.get $0)
         (local.get $0)
        )
        (i32.const 32)
       )
       (i32.add
        (local.get $0)
        (i32.const 256)
       )
      )
     )
    )
   )
  )
  (local.set $5
   (i32.load offset=16512
    (local.get $1)
   )
  )
  (local.set $6
   (i32.load offset=16516
    (local.get $1)
   )
  )
  (local.set $7
   (i32.load offset=16520
    (local.get $1)
   )
  )
  (local.set $8
   (i32.load offset=16524
    (local.get $1)
   )
  )
  (local.set $9
   (i32.load offset=17536
    (local.get $1)
   )
  )
  (local.set $10
   (i32.load offset=17540
    (local.get $1)
   )
  )
  (local.set $11
   (i32.load offset=17544
    (local.get $1)
   )
  )
  (local.set $12
   (i32.load offset=17548
    (local.get $1)
   )
  )
  (local.set $2
   (local.get $0)
  )
  (local.set $4
   (i32.const 0)
  )
  (loop $label
   (local.set $49
    (v128.load offset=18560 align=4
     (i32.const 0)
    )
   )
   (local.set $37
    (v128.load offset=18624 align=4
     (i32.const 0)
    )
   )
   (local.set $17
    (v128.load offset=18688 align=4
     (i32.const 0)
    )
   )
   (local.set $19
    (v128.load offset=18752 align=4
     (i32.const 0)
    )
   )
   (local.set $33
    (v128.load offset=18816 align=4
     (i32.const 0)
    )
   )
   (local.set $39
    (v128.load offset=18880 align=4
     (i32.const 0)
    )
   )
   (local.set $32
    (v128.load offset=18944 align=4
     (i32.const 0)
    )
   )
   (local.set $35
    (v128.load offset=19008 align=4
     (i32.const 0)
    )
   )
   (local.set $38
    (v128.load offset=19072 align=4
     (i32.const 0)
    )
   )
   (local.set $42
    (v128.load offset=19136 align=4
     (i32.const 0)
    )
   )
   (local.set $13
    (v128.load64_lane align=4 1
     (i32.add
      (local.get $6)
      (local.get $2)
     )
     (v128.load64_splat align=4
      (i32.add
       (local.get $5)
       (local.get $2)
      )
     )
    )
   )
   (local.set $14
    (v128.load64_lane align=4 1
     (i32.add
      (local.get $8)
      (local.get $2)
     )
     (v128.load64_splat align=4
      (i32.add
       (local.get $7)
       (local.get $2)
      )
     )
    )
   )
   (local.set $15
    (v128.load64_lane align=4 1
     (i32.add
      (local.get $10)
      (local.get $2)
     )
     (v128.load64_splat align=4
      (i32.add
       (local.get $9)
       (local.get $2)
      )
     )
    )
   )
   (local.set $16
    (v128.load64_lane align=4 1
     (i32.add
      (local.get $12)
      (local.get $2)
     )
     (v128.load64_splat align=4
      (i32.add
       (local.get $11)
       (local.get $2)
      )
     )
    )
   )
   (local.set $18
    (local.get $17)
   )
   (local.set $20
    (local.get $19)
   )
   (local.set $22
    (f32x4.mul
     (local.get $21)
     (local.get $18)
    )
   )
   (local.set $23
    (local.get $20)
   )
   (local.set $25
    (f64x2.div
     (local.get $24)
     (f64x2.sub
      (local.get $24)
      (local.get $13)
     )
    )
   )
   (local.set $26
    (f64x2.div
     (local.get $24)
     (f64x2.sub
      (local.get $24)
      (local.get $14)
     )
    )
   )
   (local.set $27
    (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
     (f32x4.demote_f64x2_zero
      (local.get $25)
     )
     (f32x4.demote_f64x2_zero
      (local.get $26)
     )
    )
   )
   (local.set $28
    (f64x2.div
     (local.get $24)
     (f64x2.sub
      (local.get $24)
      (local.get $15)
     )
    )
   )
   (local.set $29
    (f64x2.div
     (local.get $24)
     (f64x2.sub
      (local.get $24)
      (local.get $16)
     )
    )
   )
   (local.set $30
    (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
     (f32x4.demote_f64x2_zero
      (local.get $28)
     )
     (f32x4.demote_f64x2_zero
      (local.get $29)
     )
    )
   )
   (local.set $34
    (f32x4.add
     (f32x4.mul
      (local.get $31)
      (local.get $32)
     )
     (f32x4.mul
      (local.get $33)
      (local.get $22)
     )
    )
   )
   (local.set $36
    (f32x4.add
     (f32x4.mul
      (local.get $31)
      (local.get $35)
     )
     (f32x4.mul
      (local.get $33)
      (local.get $23)
     )
    )
   )
   (local.set $41
    (f32x4.add
     (f32x4.mul
      (local.get $37)
      (local.get $38)
     )
     (f32x4.mul
      (local.get $39)
      (f32x4.mul
       (local.tee $40
        (local.get $22)
       )
       (local.get $40)
      )
     )
    )
   )
   (local.set $44
    (f32x4.add
     (f32x4.mul
      (local.get $37)
      (local.get $42)
     )
     (f32x4.mul
      (local.get $39)
      (f32x4.mul
       (local.tee $43
        (local.get $23)
       )
       (local.get $43)
      )
     )
    )
   )
   (local.set $45
    (f32x4.mul
     (local.get $34)
     (local.get $27)
    )
   )
   (local.set $46
    (f32x4.mul
     (local.get $36)
     (local.get $27)
    )
   )
   (local.set $47
    (f32x4.mul
     (local.get $41)
     (local.get $30)
    )
   )
   (local.set $48
    (f32x4.mul
     (local.get $44)
     (local.get $30)
    )
   )
   (local.set $51
    (f32x4.sub
     (local.get $17)
     (f32x4.div
      (f32x4.mul
       (local.get $49)
       (local.get $45)
      )
      (f32x4.add
       (f32x4.sqrt
        (local.get $47)
       )
       (local.get $50)
      )
     )
    )
   )
   (local.set $52
    (f32x4.sub
     (local.get $19)
     (f32x4.div
      (f32x4.mul
       (local.get $49)
       (local.get $46)
      )
      (f32x4.add
       (f32x4.sqrt
        (local.get $48)
       )
       (local.get $50)
      )
     )
    )
   )
   (local.set $17
    (local.get $51)
   )
   (local.set $19
    (local.get $52)
   )
   (local.set $32
    (local.get $34)
   )
   (local.set $35
    (local.get $36)
   )
   (local.set $38
    (local.get $41)
   )
   (local.set $42
    (local.get $44)
   )
   (local.set $18
    (local.get $17)
   )
   (local.set $20
    (local.get $19)
   )
   (local.set $54
    (f32x4.mul
     (local.get $53)
     (f32x4.add
      (f32x4.mul
       (local.get $21)
       (f32x4.mul
        (local.get $18)
        (local.get $18)
       )
      )
      (f32x4.mul
       (local.get $20)
       (local.get $20)
      )
     )
    )
   )
   (v128.store offset=14336 align=4
    (local.get $4)
    (local.get $54)
   )
   (v128.store offset=18688 align=4
    (i32.const 0)
    (local.get $17)
   )
   (v128.store offset=18752 align=4
    (i32.const 0)
    (local.get $19)
   )
   (v128.store offset=18944 align=4
    (i32.const 0)
    (local.get $32)
   )
   (v128.store offset=19008 align=4
    (i32.const 0)
    (local.get $35)
   )
   (v128.store offset=19072 align=4
    (i32.const 0)
    (local.get $38)
   )
   (v128.store offset=19136 align=4
    (i32.const 0)
    (local.get $42)
   )
   (local.set $4
    (i32.add
     (local.get $4)
     (i32.const 64)
    )
   )
   (local.set $2
    (i32.add
     (local.get $2)
     (i32.const 8)
    )
   )
   (br_if $label
    (i32.lt_u
     (local.get $2)
     (local.get $3)
    )
   )
  )
  (local.set $4
   (i32.mul
    (i32.sub
     (i32.sub
      (local.get $3)
      (local.get $0)
     )
     (i32.const 8)
    )
    (i32.const 8)
   )
  )
  (local.set $54
   (v128.load offset=14336 align=4
    (local.get $4)
   )
  )
  (local.set $56
   (local.get $55)
  )
  (local.set $58
   (local.get $57)
  )
  (local.set $60
   (local.get $59)
  )
  (local.set $2
   (local.get $0)
  )
  (local.set $4
   (i32.const 0)
  )
  (loop $label1
   (local.set $61
    (v128.load offset=14336 align=4
     (local.get $4)
    )
   )
   (local.set $56
    (f32x4.pmin
     (local.get $56)
     (local.get $61)
    )
   )
   (local.set $58
    (f32x4.pmax
     (local.get $58)
     (local.get $61)
    )
   )
   (local.set $60
    (f32x4.add
     (local.get $60)
     (local.get $61)
    )
   )
   (local.set $4
    (i32.add
     (local.get $4)
     (i32.const 64)
    )
   )
   (local.set $2
    (i32.add
     (local.get $2)
     (i32.const 8)
    )
   )
   (br_if $label1
    (i32.lt_u
     (local.get $2)
     (local.get $3)
    )
   )
  )
  (v128.store offset=19200 align=4
   (i32.const 0)
   (local.get $56)
  )
  (v128.store offset=19264 align=4
   (i32.const 0)
   (local.get $58)
  )
  (v128.store offset=19328 align=4
   (i32.const 0)
   (local.get $60)
  )
 )
)
