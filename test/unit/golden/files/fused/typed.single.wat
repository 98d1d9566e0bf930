(module
 (type $0 (func (param i32 i32)))
 (import "env" "memory" (memory $mimport$0 1))
 (export "run" (func $0))
 (export "stretch" (func $1))
 (func $0 (param $0 i32) (param $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 v128)
  (local $6 v128)
  (local $7 v128)
  (local $8 v128)
  (local $9 v128)
  (local $10 v128)
  (local $11 v128)
  (local $12 v128)
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
  (local $scratch i32)
  (local $scratch_70 i32)
  (local.set $15
   (f64x2.splat
    (f64.const 0)
   )
  )
  (local.set $25
   (f32x4.splat
    (f32.const 11)
   )
  )
  (local.set $28
   (f32x4.splat
    (f32.const 7)
   )
  )
  (local.set $32
   (f64x2.splat
    (f64.const 1e4)
   )
  )
  (local.set $35
   (f64x2.splat
    (f64.const 1e6)
   )
  )
  (local.set $36
   (f64x2.splat
    (f64.const 1797693134862315708145274e284)
   )
  )
  (local.set $38
   (f64x2.splat
    (f64.const inf)
   )
  )
  (local.set $42
   (f64x2.splat
    (f64.const 1)
   )
  )
  (local.set $43
   (f64x2.splat
    (f64.const 0.01)
   )
  )
  (local.set $48
   (f64x2.splat
    (f64.const -inf)
   )
  )
  (local.set $68
   (f64x2.splat
    (f64.const nan:0x8000000000000)
   )
  )
  (local.set $5
   (v128.load align=4
    (local.get $0)
   )
  )
  (local.set $6
   (v128.load offset=16 align=4
    (local.get $0)
   )
  )
  (local.set $7
   (v128.load offset=2048 align=4
    (local.get $0)
   )
  )
  (local.set $8
   (v128.load offset=2064 align=4
    (local.get $0)
   )
  )
  (local.set $9
   (local.get $5)
  )
  (local.set $10
   (local.get $6)
  )
  (local.set $11
   (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
    (f32x4.demote_f64x2_zero
     (local.get $9)
    )
    (f32x4.demote_f64x2_zero
     (local.get $10)
    )
   )
  )
  (local.set $12
   (local.get $7)
  )
  (local.set $13
   (local.get $8)
  )
  (local.set $14
   (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
    (f32x4.demote_f64x2_zero
     (local.get $12)
    )
    (f32x4.demote_f64x2_zero
     (local.get $13)
    )
   )
  )
  (local.set $16
   (local.get $15)
  )
  (local.set $17
   (local.get $15)
  )
  (local.set $18
   (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
    (f32x4.demote_f64x2_zero
     (local.get $16)
    )
    (f32x4.demote_f64x2_zero
     (local.get $17)
    )
   )
  )
  (local.set $19
   (local.get $15)
  )
  (local.set $20
   (local.get $15)
  )
  (local.set $21
   (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
    (f32x4.demote_f64x2_zero
     (local.get $19)
    )
    (f32x4.demote_f64x2_zero
     (local.get $20)
    )
   )
  )
  (local.set $22
   (local.get $11)
  )
  (local.set $23
   (local.get $14)
  )
  (local.set $24
   (local.get $22)
  )
  (local.set $26
   (f32x4.sub
    (f32x4.add
     (f32x4.mul
      (local.get $24)
      (local.get $24)
     )
     (local.get $23)
    )
    (local.get $25)
   )
  )
  (local.set $27
   (local.get $23)
  )
  (local.set $29
   (f32x4.add
    (f32x4.mul
     (local.get $26)
     (local.get $26)
    )
    (f32x4.div
     (f32x4.mul
      (local.get $22)
      (f32x4.mul
       (f32x4.mul
        (local.get $27)
        (local.get $27)
       )
       (local.get $27)
      )
     )
     (local.get $28)
    )
   )
  )
  (local.set $30
   (f64x2.promote_low_f32x4
    (local.get $29)
   )
  )
  (local.set $31
   (f64x2.promote_low_f32x4
    (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
     (local.get $29)
     (local.get $29)
    )
   )
  )
  (local.set $33
   (local.get $30)
  )
  (local.set $34
   (v128.not
    (local.get $15)
   )
  )
  (local.set $37
   (f64x2.min
    (f64x2.max
     (local.get $35)
     (f64x2.mul
      (local.get $32)
      (local.get $30)
     )
    )
    (local.get $36)
   )
  )
  (local.set $39
   (local.get $38)
  )
  (local.set $39
   (f64x2.pmin
    (local.get $39)
    (local.get $33)
   )
  )
  (local.set $44
   (f64x2.le
    (local.get $33)
    (local.get $43)
   )
  )
  (local.set $45
   (v128.or
    (local.get $45)
    (local.get $44)
   )
  )
  (local.set $46
   (f64x2.add
    (local.get $46)
    (v128.andnot
     (local.get $42)
     (local.get $45)
    )
   )
  )
  (local.set $47
   (v128.and
    (f64x2.add
     (local.get $47)
     (local.get $42)
    )
    (local.get $44)
   )
  )
  (local.set $40
   (v128.and
    (f64x2.gt
     (local.get $33)
     (local.get $48)
    )
    (f64x2.le
     (local.get $33)
     (local.get $37)
    )
   )
  )
  (local.set $41
   (f64x2.add
    (local.get $41)
    (v128.and
     (local.get $42)
     (local.get $40)
    )
   )
  )
  (local.set $34
   (v128.and
    (local.get $34)
    (local.get $40)
   )
  )
  (local.set $49
   (local.get $31)
  )
  (local.set $50
   (v128.not
    (local.get $15)
   )
  )
  (local.set $51
   (f64x2.min
    (f64x2.max
     (local.get $35)
     (f64x2.mul
      (local.get $32)
      (local.get $31)
     )
    )
    (local.get $36)
   )
  )
  (local.set $52
   (local.get $38)
  )
  (local.set $52
   (f64x2.pmin
    (local.get $52)
    (local.get $49)
   )
  )
  (local.set $55
   (f64x2.le
    (local.get $49)
    (local.get $43)
   )
  )
  (local.set $56
   (v128.or
    (local.get $56)
    (local.get $55)
   )
  )
  (local.set $57
   (f64x2.add
    (local.get $57)
    (v128.andnot
     (local.get $42)
     (local.get $56)
    )
   )
  )
  (local.set $58
   (v128.and
    (f64x2.add
     (local.get $58)
     (local.get $42)
    )
    (local.get $55)
   )
  )
  (local.set $53
   (v128.and
    (f64x2.gt
     (local.get $49)
     (local.get $48)
    )
    (f64x2.le
     (local.get $49)
     (local.get $51)
    )
   )
  )
  (local.set $54
   (f64x2.add
    (local.get $54)
    (v128.and
     (local.get $42)
     (local.get $53)
    )
   )
  )
  (local.set $50
   (v128.and
    (local.get $50)
    (local.get $53)
   )
  )
  (v128.store offset=16512 align=4
   (i32.const 0)
   (local.get $11)
  )
  (v128.store offset=16576 align=4
   (i32.const 0)
   (local.get $14)
  )
  (v128.store offset=16640 align=4
   (i32.const 0)
   (local.get $18)
  )
  (v128.store offset=16704 align=4
   (i32.const 0)
   (local.get $21)
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
          (local.get $15)
          (local.get $34)
         )
         (local.get $50)
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
    (local.set $59
     (v128.load offset=16768 align=4
      (i32.const 0)
     )
    )
    (local.set $60
     (v128.load offset=16832 align=4
      (i32.const 0)
     )
    )
    (local.set $61
     (v128.load offset=16896 align=4
      (i32.const 0)
     )
    )
    (local.set $62
     (f64x2.promote_low_f32x4
      (local.get $59)
     )
    )
    (local.set $63
     (f64x2.promote_low_f32x4
      (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
       (local.get $59)
       (local.get $59)
      )
     )
    )
    (local.set $64
     (f64x2.promote_low_f32x4
      (local.get $60)
     )
    )
    (local.set $65
     (f64x2.promote_low_f32x4
      (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
       (local.get $60)
       (local.get $60)
      )
     )
    )
    (local.set $66
     (f64x2.promote_low_f32x4
      (local.get $61)
     )
    )
    (local.set $67
     (f64x2.promote_low_f32x4
      (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
       (local.get $61)
       (local.get $61)
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
           (local.get $66)
          )
          (local.get $38)
         )
         (f64x2.le
          (local.get $64)
          (local.get $37)
         )
        )
        (v128.or
         (f64x2.le
          (local.get $64)
          (local.get $43)
         )
         (f64x2.gt
          (local.get $62)
          (local.get $43)
         )
        )
       )
       (v128.not
        (local.get $34)
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
      (local.set $29
       (v128.load offset=14336 align=4
        (local.get $4)
       )
      )
      (local.set $30
       (f64x2.promote_low_f32x4
        (local.get $29)
       )
      )
      (local.set $31
       (f64x2.promote_low_f32x4
        (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
         (local.get $29)
         (local.get $29)
        )
       )
      )
      (local.set $33
       (v128.bitselect
        (local.get $30)
        (local.get $33)
        (local.get $34)
       )
      )
      (local.set $39
       (v128.bitselect
        (f64x2.pmin
         (local.get $39)
         (local.get $62)
        )
        (local.get $39)
        (local.get $34)
       )
      )
      (local.set $41
       (f64x2.add
        (local.get $41)
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
         (local.get $34)
        )
       )
      )
      (local.set $44
       (v128.bitselect
        (f64x2.le
         (local.get $64)
         (local.get $43)
        )
        (local.get $44)
        (local.get $34)
       )
      )
      (local.set $45
       (v128.or
        (local.get $45)
        (local.get $44)
       )
      )
      (local.set $46
       (f64x2.add
        (local.get $46)
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
         (local.get $45)
        )
       )
      )
      (local.set $47
       (v128.and
        (f64x2.add
         (local.get $47)
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
        (local.get $44)
       )
      )
     )
     (else
      (local.set $4
       (i32.const 0)
      )
      (loop $label
       (local.set $29
        (v128.load offset=14336 align=4
         (local.get $4)
        )
       )
       (local.set $30
        (f64x2.promote_low_f32x4
         (local.get $29)
        )
       )
       (local.set $31
        (f64x2.promote_low_f32x4
         (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
          (local.get $29)
          (local.get $29)
         )
        )
       )
       (local.set $33
        (v128.bitselect
         (local.get $30)
         (local.get $33)
         (local.get $34)
        )
       )
       (local.set $39
        (f64x2.pmin
         (local.get $39)
         (local.get $33)
        )
       )
       (local.set $44
        (f64x2.le
         (local.get $33)
         (local.get $43)
        )
       )
       (local.set $45
        (v128.or
         (local.get $45)
         (local.get $44)
        )
       )
       (local.set $46
        (f64x2.add
         (local.get $46)
         (v128.andnot
          (local.get $42)
          (local.get $45)
         )
        )
       )
       (local.set $47
        (v128.and
         (f64x2.add
          (local.get $47)
          (local.get $42)
         )
         (local.get $44)
        )
       )
       (local.set $40
        (v128.and
         (f64x2.gt
          (local.get $33)
          (local.get $48)
         )
         (f64x2.le
          (local.get $33)
          (local.get $37)
         )
        )
       )
       (local.set $41
        (f64x2.add
         (local.get $41)
         (v128.and
          (local.get $42)
          (local.get $40)
         )
        )
       )
       (local.set $34
        (v128.and
         (local.get $34)
         (local.get $40)
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
           (local.get $67)
          )
          (local.get $38)
         )
         (f64x2.le
          (local.get $65)
          (local.get $51)
         )
        )
        (v128.or
         (f64x2.le
          (local.get $65)
          (local.get $43)
         )
         (f64x2.gt
          (local.get $63)
          (local.get $43)
         )
        )
       )
       (v128.not
        (local.get $50)
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
      (local.set $29
       (v128.load offset=14336 align=4
        (local.get $4)
       )
      )
      (local.set $30
       (f64x2.promote_low_f32x4
        (local.get $29)
       )
      )
      (local.set $31
       (f64x2.promote_low_f32x4
        (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
         (local.get $29)
         (local.get $29)
        )
       )
      )
      (local.set $49
       (v128.bitselect
        (local.get $31)
        (local.get $49)
        (local.get $50)
       )
      )
      (local.set $52
       (v128.bitselect
        (f64x2.pmin
         (local.get $52)
         (local.get $63)
        )
        (local.get $52)
        (local.get $50)
       )
      )
      (local.set $54
       (f64x2.add
        (local.get $54)
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
         (local.get $50)
        )
       )
      )
      (local.set $55
       (v128.bitselect
        (f64x2.le
         (local.get $65)
         (local.get $43)
        )
        (local.get $55)
        (local.get $50)
       )
      )
      (local.set $56
       (v128.or
        (local.get $56)
        (local.get $55)
       )
      )
      (local.set $57
       (f64x2.add
        (local.get $57)
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
         (local.get $56)
        )
       )
      )
      (local.set $58
       (v128.and
        (f64x2.add
         (local.get $58)
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
        (local.get $55)
       )
      )
     )
     (else
      (local.set $4
       (i32.const 0)
      )
      (loop $label1
       (local.set $29
        (v128.load offset=14336 align=4
         (local.get $4)
        )
       )
       (local.set $30
        (f64x2.promote_low_f32x4
         (local.get $29)
        )
       )
       (local.set $31
        (f64x2.promote_low_f32x4
         (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
          (local.get $29)
          (local.get $29)
         )
        )
       )
       (local.set $49
        (v128.bitselect
         (local.get $31)
         (local.get $49)
         (local.get $50)
        )
       )
       (local.set $52
        (f64x2.pmin
         (local.get $52)
         (local.get $49)
        )
       )
       (local.set $55
        (f64x2.le
         (local.get $49)
         (local.get $43)
        )
       )
       (local.set $56
        (v128.or
         (local.get $56)
         (local.get $55)
        )
       )
       (local.set $57
        (f64x2.add
         (local.get $57)
         (v128.andnot
          (local.get $42)
          (local.get $56)
         )
        )
       )
       (local.set $58
        (v128.and
         (f64x2.add
          (local.get $58)
          (local.get $42)
         )
         (local.get $55)
        )
       )
       (local.set $53
        (v128.and
         (f64x2.gt
          (local.get $49)
          (local.get $48)
         )
         (f64x2.le
          (local.get $49)
          (local.get $51)
         )
        )
       )
       (local.set $54
        (f64x2.add
         (local.get $54)
         (v128.and
          (local.get $42)
          (local.get $53)
         )
        )
       )
       (local.set $50
        (v128.and
         (local.get $50)
         (local.get $53)
        )
       )
       (br_if $label1
        (block (result i32)
         (local.set $scratch_70
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
         (local.get $scratch_70)
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
    (local.get $33)
    (local.get $68)
    (local.get $40)
   )
  )
  (v128.store offset=6144 align=4
   (local.get $0)
   (local.get $39)
  )
  (v128.store offset=8192 align=4
   (local.get $0)
   (v128.bitselect
    (f64x2.max
     (local.get $46)
     (local.get $42)
    )
    (local.get $15)
    (local.get $45)
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
       (local.get $47)
      )
      (local.get $42)
     )
     (local.get $42)
    )
    (local.get $15)
    (v128.and
     (local.get $44)
     (local.get $40)
    )
   )
  )
  (v128.store offset=12288 align=4
   (local.get $0)
   (v128.bitselect
    (f64x2.max
     (local.get $41)
     (local.get $42)
    )
    (local.get $15)
    (v128.not
     (local.get $40)
    )
   )
  )
  (v128.store offset=4112 align=4
   (local.get $0)
   (v128.bitselect
    (local.get $49)
    (local.get $68)
    (local.get $53)
   )
  )
  (v128.store offset=6160 align=4
   (local.get $0)
   (local.get $52)
  )
  (v128.store offset=8208 align=4
   (local.get $0)
   (v128.bitselect
    (f64x2.max
     (local.get $57)
     (local.get $42)
    )
    (local.get $15)
    (local.get $56)
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
       (local.get $58)
      )
      (local.get $42)
     )
     (local.get $42)
    )
    (local.get $15)
    (v128.and
     (local.get $55)
     (local.get $53)
    )
   )
  )
  (v128.store offset=12304 align=4
   (local.get $0)
   (v128.bitselect
    (f64x2.max
     (local.get $54)
     (local.get $42)
    )
    (local.get $15)
    (v128.not
     (local.get $53)
    )
   )
  )
 )
 (func $1 (param $0 i32) (param $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 v128)
  (local $6 v128)
  (local $7 v128)
  (local $8 v128)
  (local $9 v128)
  (local $10 v128)
  (local $11 v128)
  (local $12 v128)
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
  (local.set $10
   (f32x4.splat
    (f32.const 11)
   )
  )
  (local.set $14
   (f32x4.splat
    (f32.const 4)
   )
  )
  (local.set $15
   (f32x4.splat
    (f32.const 7)
   )
  )
  (local.set $17
   (f32x4.splat
    (f32.const 2)
   )
  )
  (local.set $18
   (f32x4.splat
    (f32.const 3)
   )
  )
  (local.set $20
   (f32x4.splat
    (f32.const 0.8999999761581421)
   )
  )
  (local.set $25
   (f32x4.splat
    (f32.const 0.009999999776482582)
   )
  )
  (local.set $29
   (f32x4.splat
    (f32.const inf)
   )
  )
  (local.set $31
   (f32x4.splat
    (f32.const -inf)
   )
  )
  (local.set $33
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
  (local.set $2
   (local.get $0)
  )
  (local.set $4
   (i32.const 0)
  )
  (loop $label
   (local.set $5
    (v128.load offset=16512 align=4
     (i32.const 0)
    )
   )
   (local.set $7
    (v128.load offset=16576 align=4
     (i32.const 0)
    )
   )
   (local.set $21
    (v128.load offset=16640 align=4
     (i32.const 0)
    )
   )
   (local.set $23
    (v128.load offset=16704 align=4
     (i32.const 0)
    )
   )
   (local.set $6
    (local.get $5)
   )
   (local.set $8
    (local.get $7)
   )
   (local.set $9
    (local.get $6)
   )
   (local.set $11
    (f32x4.sub
     (f32x4.add
      (f32x4.mul
       (local.get $9)
       (local.get $9)
      )
      (local.get $8)
     )
     (local.get $10)
    )
   )
   (local.set $12
    (local.get $8)
   )
   (local.set $13
    (local.get $8)
   )
   (local.set $16
    (f32x4.add
     (f32x4.mul
      (f32x4.mul
       (local.get $14)
       (local.get $11)
      )
      (local.get $6)
     )
     (f32x4.div
      (f32x4.mul
       (f32x4.mul
        (local.get $12)
        (local.get $12)
       )
       (local.get $12)
      )
      (local.get $15)
     )
    )
   )
   (local.set $19
    (f32x4.add
     (f32x4.mul
      (local.get $17)
      (local.get $11)
     )
     (f32x4.div
      (f32x4.mul
       (f32x4.mul
        (local.get $18)
        (local.get $6)
       )
       (f32x4.mul
        (local.get $13)
        (local.get $13)
       )
      )
      (local.get $15)
     )
    )
   )
   (local.set $22
    (f32x4.add
     (f32x4.mul
      (local.get $20)
      (local.get $21)
     )
     (local.get $16)
    )
   )
   (local.set $24
    (f32x4.add
     (f32x4.mul
      (local.get $20)
      (local.get $23)
     )
     (local.get $19)
    )
   )
   (local.set $26
    (f32x4.sub
     (local.get $5)
     (f32x4.mul
      (local.get $25)
      (local.get $22)
     )
    )
   )
   (local.set $27
    (f32x4.sub
     (local.get $7)
     (f32x4.mul
      (local.get $25)
      (local.get $24)
     )
    )
   )
   (local.set $5
    (local.get $26)
   )
   (local.set $7
    (local.get $27)
   )
   (local.set $21
    (local.get $22)
   )
   (local.set $23
    (local.get $24)
   )
   (local.set $6
    (local.get $5)
   )
   (local.set $8
    (local.get $7)
   )
   (local.set $9
    (local.get $6)
   )
   (local.set $11
    (f32x4.sub
     (f32x4.add
      (f32x4.mul
       (local.get $9)
       (local.get $9)
      )
      (local.get $8)
     )
     (local.get $10)
    )
   )
   (local.set $12
    (local.get $8)
   )
   (local.set $28
    (f32x4.add
     (f32x4.mul
      (local.get $11)
      (local.get $11)
     )
     (f32x4.div
      (f32x4.mul
       (local.get $6)
       (f32x4.mul
        (f32x4.mul
         (local.get $12)
         (local.get $12)
        )
        (local.get $12)
       )
      )
      (local.get $15)
     )
    )
   )
   (v128.store offset=14336 align=4
    (local.get $4)
    (local.get $28)
   )
   (v128.store offset=16512 align=4
    (i32.const 0)
    (local.get $5)
   )
   (v128.store offset=16576 align=4
    (i32.const 0)
    (local.get $7)
   )
   (v128.store offset=16640 align=4
    (i32.const 0)
    (local.get $21)
   )
   (v128.store offset=16704 align=4
    (i32.const 0)
    (local.get $23)
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
  (local.set $28
   (v128.load offset=14336 align=4
    (local.get $4)
   )
  )
  (local.set $30
   (local.get $29)
  )
  (local.set $32
   (local.get $31)
  )
  (local.set $34
   (local.get $33)
  )
  (local.set $2
   (local.get $0)
  )
  (local.set $4
   (i32.const 0)
  )
  (loop $label1
   (local.set $35
    (v128.load offset=14336 align=4
     (local.get $4)
    )
   )
   (local.set $30
    (f32x4.pmin
     (local.get $30)
     (local.get $35)
    )
   )
   (local.set $32
    (f32x4.pmax
     (local.get $32)
     (local.get $35)
    )
   )
   (local.set $34
    (f32x4.add
     (local.get $34)
     (local.get $35)
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
  (v128.store offset=16768 align=4
   (i32.const 0)
   (local.get $30)
  )
  (v128.store offset=16832 align=4
   (i32.const 0)
   (local.get $32)
  )
  (v128.store offset=16896 align=4
   (i32.const 0)
   (local.get $34)
  )
 )
)
