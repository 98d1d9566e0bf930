(module
 (type $0 (func (param i32 i32)))
 (import "env" "memory" (memory $mimport$0 1))
 (export "update" (func $0))
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
  (local $12 f32)
  (local $13 f32)
  (local $14 f32)
  (local $15 f32)
  (local $16 f32)
  (local $17 f32)
  (local $18 f32)
  (local $19 f32)
  (local $20 f32)
  (local $21 v128)
  (local $22 v128)
  (local $23 f64)
  (local $24 v128)
  (local $25 v128)
  (local $26 f64)
  (local $27 v128)
  (local $28 v128)
  (local $29 f64)
  (local $30 v128)
  (local $31 v128)
  (local $32 f64)
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
  (local $56 f32)
  (local $57 f32)
  (local $58 f32)
  (local $59 f32)
  (local $60 f32)
  (local $61 f32)
  (local $62 v128)
  (local $63 v128)
  (local.set $2
   (i32.load
    (local.get $0)
   )
  )
  (local.set $3
   (i32.load offset=4
    (local.get $0)
   )
  )
  (local.set $4
   (i32.load offset=8
    (local.get $0)
   )
  )
  (local.set $5
   (i32.load offset=12
    (local.get $0)
   )
  )
  (local.set $6
   (i32.load offset=16
    (local.get $0)
   )
  )
  (local.set $7
   (i32.load offset=20
    (local.get $0)
   )
  )
  (local.set $12
   (f32.load
    (local.get $1)
   )
  )
  (local.set $13
   (f32.load offset=4
    (local.get $1)
   )
  )
  (local.set $14
   (f32.load offset=8
    (local.get $1)
   )
  )
  (local.set $15
   (f32.load offset=12
    (local.get $1)
   )
  )
  (local.set $16
   (f32.load offset=16
    (local.get $1)
   )
  )
  (local.set $17
   (f32.load offset=20
    (local.get $1)
   )
  )
  (local.set $18
   (f32.load offset=24
    (local.get $1)
   )
  )
  (local.set $19
   (f32.load offset=28
    (local.get $1)
   )
  )
  (local.set $20
   (f32.load offset=32
    (local.get $1)
   )
  )
  (local.set $9
   (i32.and
    (i32.shl
     (local.get $2)
     (i32.const 2)
    )
    (i32.const -64)
   )
  )
  (local.set $10
   (i32.and
    (i32.shl
     (local.get $2)
     (i32.const 2)
    )
    (i32.const -16)
   )
  )
  (local.set $11
   (i32.and
    (i32.shl
     (local.get $2)
     (i32.const 2)
    )
    (i32.const -4)
   )
  )
  (local.set $33
   (f32x4.splat
    (local.get $12)
   )
  )
  (local.set $34
   (f32x4.splat
    (local.get $13)
   )
  )
  (local.set $35
   (f32x4.splat
    (local.get $14)
   )
  )
  (local.set $36
   (f32x4.splat
    (local.get $15)
   )
  )
  (local.set $37
   (f32x4.splat
    (local.get $16)
   )
  )
  (local.set $38
   (f32x4.splat
    (local.get $17)
   )
  )
  (local.set $39
   (f32x4.splat
    (local.get $18)
   )
  )
  (local.set $40
   (f32x4.splat
    (local.get $19)
   )
  )
  (local.set $8
   (i32.const 0)
  )
  (if
   (i32.lt_u
    (local.get $8)
    (local.get $9)
   )
   (then
    (loop $label
     (local.set $41
      (v128.load align=4
       (i32.add
        (local.get $5)
        (local.get $8)
       )
      )
     )
     (local.set $42
      (v128.load align=4
       (i32.add
        (local.get $4)
        (local.get $8)
       )
      )
     )
     (local.set $43
      (v128.load align=4
       (i32.add
        (local.get $6)
        (local.get $8)
       )
      )
     )
     (local.set $44
      (v128.load align=4
       (i32.add
        (local.get $3)
        (local.get $8)
       )
      )
     )
     (local.set $45
      (f32x4.add
       (f32x4.mul
        (local.get $33)
        (local.get $41)
       )
       (f32x4.mul
        (local.get $34)
        (local.get $42)
       )
      )
     )
     (local.set $47
      (f32x4.add
       (f32x4.mul
        (local.get $35)
        (local.get $43)
       )
       (f32x4.mul
        (local.get $36)
        (f32x4.mul
         (local.tee $46
          (local.get $42)
         )
         (local.get $46)
        )
       )
      )
     )
     (local.set $48
      (f32x4.mul
       (local.get $45)
       (local.get $37)
      )
     )
     (local.set $49
      (f32x4.mul
       (local.get $47)
       (local.get $38)
      )
     )
     (local.set $50
      (f32x4.add
       (f32x4.div
        (local.get $48)
        (f32x4.add
         (f32x4.sqrt
          (local.get $49)
         )
         (local.get $39)
        )
       )
       (f32x4.mul
        (local.get $40)
        (local.get $44)
       )
      )
     )
     (v128.store align=4
      (i32.add
       (local.get $5)
       (local.get $8)
      )
      (local.get $45)
     )
     (v128.store align=4
      (i32.add
       (local.get $6)
       (local.get $8)
      )
      (local.get $47)
     )
     (v128.store align=4
      (i32.add
       (local.get $7)
       (local.get $8)
      )
      (local.get $50)
     )
     (local.set $21
      (f64x2.add
       (f64x2.mul
        (local.tee $25
         (f64x2.promote_low_f32x4
          (local.tee $24
           (local.get $44)
          )
         )
        )
        (local.get $25)
       )
       (local.get $21)
      )
     )
     (local.set $22
      (f64x2.add
       (f64x2.mul
        (local.tee $25
         (f64x2.promote_low_f32x4
          (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
           (local.get $24)
           (local.get $24)
          )
         )
        )
        (local.get $25)
       )
       (local.get $22)
      )
     )
     (local.set $27
      (f64x2.add
       (f64x2.mul
        (local.tee $31
         (f64x2.promote_low_f32x4
          (local.tee $30
           (local.get $50)
          )
         )
        )
        (local.get $31)
       )
       (local.get $27)
      )
     )
     (local.set $28
      (f64x2.add
       (f64x2.mul
        (local.tee $31
         (f64x2.promote_low_f32x4
          (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
           (local.get $30)
           (local.get $30)
          )
         )
        )
        (local.get $31)
       )
       (local.get $28)
      )
     )
     (local.set $41
      (v128.load offset=16 align=4
       (i32.add
        (local.get $5)
        (local.get $8)
       )
      )
     )
     (local.set $42
      (v128.load offset=16 align=4
       (i32.add
        (local.get $4)
        (local.get $8)
       )
      )
     )
     (local.set $43
      (v128.load offset=16 align=4
       (i32.add
        (local.get $6)
        (local.get $8)
       )
      )
     )
     (local.set $44
      (v128.load offset=16 align=4
       (i32.add
        (local.get $3)
        (local.get $8)
       )
      )
     )
     (local.set $45
      (f32x4.add
       (f32x4.mul
        (local.get $33)
        (local.get $41)
       )
       (f32x4.mul
        (local.get $34)
        (local.get $42)
       )
      )
     )
     (local.set $47
      (f32x4.add
       (f32x4.mul
        (local.get $35)
        (local.get $43)
       )
       (f32x4.mul
        (local.get $36)
        (f32x4.mul
         (local.tee $51
          (local.get $42)
         )
         (local.get $51)
        )
       )
      )
     )
     (local.set $48
      (f32x4.mul
       (local.get $45)
       (local.get $37)
      )
     )
     (local.set $49
      (f32x4.mul
       (local.get $47)
       (local.get $38)
      )
     )
     (local.set $50
      (f32x4.add
       (f32x4.div
        (local.get $48)
        (f32x4.add
         (f32x4.sqrt
          (local.get $49)
         )
         (local.get $39)
        )
       )
       (f32x4.mul
        (local.get $40)
        (local.get $44)
       )
      )
     )
     (v128.store offset=16 align=4
      (i32.add
       (local.get $5)
       (local.get $8)
      )
      (local.get $45)
     )
     (v128.store offset=16 align=4
      (i32.add
       (local.get $6)
       (local.get $8)
      )
      (local.get $47)
     )
     (v128.store offset=16 align=4
      (i32.add
       (local.get $7)
       (local.get $8)
      )
      (local.get $50)
     )
     (local.set $21
      (f64x2.add
       (f64x2.mul
        (local.tee $25
         (f64x2.promote_low_f32x4
          (local.tee $24
           (local.get $44)
          )
         )
        )
        (local.get $25)
       )
       (local.get $21)
      )
     )
     (local.set $22
      (f64x2.add
       (f64x2.mul
        (local.tee $25
         (f64x2.promote_low_f32x4
          (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
           (local.get $24)
           (local.get $24)
          )
         )
        )
        (local.get $25)
       )
       (local.get $22)
      )
     )
     (local.set $27
      (f64x2.add
       (f64x2.mul
        (local.tee $31
         (f64x2.promote_low_f32x4
          (local.tee $30
           (local.get $50)
          )
         )
        )
        (local.get $31)
       )
       (local.get $27)
      )
     )
     (local.set $28
      (f64x2.add
       (f64x2.mul
        (local.tee $31
         (f64x2.promote_low_f32x4
          (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
           (local.get $30)
           (local.get $30)
          )
         )
        )
        (local.get $31)
       )
       (local.get $28)
      )
     )
     (local.set $41
      (v128.load offset=32 align=4
       (i32.add
        (local.get $5)
        (local.get $8)
       )
      )
     )
     (local.set $42
      (v128.load offset=32 align=4
       (i32.add
        (local.get $4)
        (local.get $8)
       )
      )
     )
     (local.set $43
      (v128.load offset=32 align=4
       (i32.add
        (local.get $6)
        (local.get $8)
       )
      )
     )
     (local.set $44
      (v128.load offset=32 align=4
       (i32.add
        (local.get $3)
        (local.get $8)
       )
      )
     )
     (local.set $45
      (f32x4.add
       (f32x4.mul
        (local.get $33)
        (local.get $41)
       )
       (f32x4.mul
        (local.get $34)
        (local.get $42)
       )
      )
     )
     (local.set $47
      (f32x4.add
       (f32x4.mul
        (local.get $35)
        (local.get $43)
       )
       (f32x4.mul
        (local.get $36)
        (f32x4.mul
         (local.tee $52
          (local.get $42)
         )
         (local.get $52)
        )
       )
      )
     )
     (local.set $48
      (f32x4.mul
       (local.get $45)
       (local.get $37)
      )
     )
     (local.set $49
      (f32x4.mul
       (local.get $47)
       (local.get $38)
      )
     )
     (local.set $50
      (f32x4.add
       (f32x4.div
        (local.get $48)
        (f32x4.add
         (f32x4.sqrt
          (local.get $49)
         )
         (local.get $39)
        )
       )
       (f32x4.mul
        (local.get $40)
        (local.get $44)
       )
      )
     )
     (v128.store offset=32 align=4
      (i32.add
       (local.get $5)
       (local.get $8)
      )
      (local.get $45)
     )
     (v128.store offset=32 align=4
      (i32.add
       (local.get $6)
       (local.get $8)
      )
      (local.get $47)
     )
     (v128.store offset=32 align=4
      (i32.add
       (local.get $7)
       (local.get $8)
      )
      (local.get $50)
     )
     (local.set $21
      (f64x2.add
       (f64x2.mul
        (local.tee $25
         (f64x2.promote_low_f32x4
          (local.tee $24
           (local.get $44)
          )
         )
        )
        (local.get $25)
       )
       (local.get $21)
      )
     )
     (local.set $22
      (f64x2.add
       (f64x2.mul
        (local.tee $25
         (f64x2.promote_low_f32x4
          (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
           (local.get $24)
           (local.get $24)
          )
         )
        )
        (local.get $25)
       )
       (local.get $22)
      )
     )
     (local.set $27
      (f64x2.add
       (f64x2.mul
        (local.tee $31
         (f64x2.promote_low_f32x4
          (local.tee $30
           (local.get $50)
          )
         )
        )
        (local.get $31)
       )
       (local.get $27)
      )
     )
     (local.set $28
      (f64x2.add
       (f64x2.mul
        (local.tee $31
         (f64x2.promote_low_f32x4
          (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
           (local.get $30)
           (local.get $30)
          )
         )
        )
        (local.get $31)
       )
       (local.get $28)
      )
     )
     (local.set $41
      (v128.load offset=48 align=4
       (i32.add
        (local.get $5)
        (local.get $8)
       )
      )
     )
     (local.set $42
      (v128.load offset=48 align=4
       (i32.add
        (local.get $4)
        (local.get $8)
       )
      )
     )
     (local.set $43
      (v128.load offset=48 align=4
       (i32.add
        (local.get $6)
        (local.get $8)
       )
      )
     )
     (local.set $44
      (v128.load offset=48 align=4
       (i32.add
        (local.get $3)
        (local.get $8)
       )
      )
     )
     (local.set $45
      (f32x4.add
       (f32x4.mul
        (local.get $33)
        (local.get $41)
       )
       (f32x4.mul
        (local.get $34)
        (local.get $42)
       )
      )
     )
     (local.set $47
      (f32x4.add
       (f32x4.mul
        (local.get $35)
        (local.get $43)
       )
       (f32x4.mul
        (local.get $36)
        (f32x4.mul
         (local.tee $53
          (local.get $42)
         )
         (local.get $53)
        )
       )
      )
     )
     (local.set $48
      (f32x4.mul
       (local.get $45)
       (local.get $37)
      )
     )
     (local.set $49
      (f32x4.mul
       (local.get $47)
       (local.get $38)
      )
     )
     (local.set $50
      (f32x4.add
       (f32x4.div
        (local.get $48)
        (f32x4.add
         (f32x4.sqrt
          (local.get $49)
         )
         (local.get $39)
        )
       )
       (f32x4.mul
        (local.get $40)
        (local.get $44)
       )
      )
     )
     (v128.store offset=48 align=4
      (i32.add
       (local.get $5)
       (local.get $8)
      )
      (local.get $45)
     )
     (v128.store offset=48 align=4
      (i32.add
       (local.get $6)
       (local.get $8)
      )
      (local.get $47)
     )
     (v128.store offset=48 align=4
      (i32.add
       (local.get $7)
       (local.get $8)
      )
      (local.get $50)
     )
     (local.set $21
      (f64x2.add
       (f64x2.mul
        (local.tee $25
         (f64x2.promote_low_f32x4
          (local.tee $24
           (local.get $44)
          )
         )
        )
        (local.get $25)
       )
       (local.get $21)
      )
     )
     (local.set $22
      (f64x2.add
       (f64x2.mul
        (local.tee $25
         (f64x2.promote_low_f32x4
          (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
           (local.get $24)
           (local.get $24)
          )
         )
        )
        (local.get $25)
       )
       (local.get $22)
      )
     )
     (local.set $27
      (f64x2.add
       (f64x2.mul
        (local.tee $31
         (f64x2.promote_low_f32x4
          (local.tee $30
           (local.get $50)
          )
         )
        )
        (local.get $31)
       )
       (local.get $27)
      )
     )
     (local.set $28
      (f64x2.add
       (f64x2.mul
        (local.tee $31
         (f64x2.promote_low_f32x4
          (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
           (local.get $30)
           (local.get $30)
          )
         )
        )
        (local.get $31)
       )
       (local.get $28)
      )
     )
     (br_if $label
      (i32.lt_u
       (local.tee $8
        (i32.add
         (local.get $8)
         (i32.const 64)
        )
       )
       (local.get $9)
      )
     )
    )
   )
  )
  (if
   (i32.lt_u
    (local.get $8)
    (local.get $10)
   )
   (then
    (loop $label1
     (local.set $41
      (v128.load align=4
       (i32.add
        (local.get $5)
        (local.get $8)
       )
      )
     )
     (local.set $42
      (v128.load align=4
       (i32.add
        (local.get $4)
        (local.get $8)
       )
      )
     )
     (local.set $43
      (v128.load align=4
       (i32.add
        (local.get $6)
        (local.get $8)
       )
      )
     )
     (local.set $44
      (v128.load align=4
       (i32.add
        (local.get $3)
        (local.get $8)
       )
      )
     )
     (local.set $45
      (f32x4.add
       (f32x4.mul
        (local.get $33)
        (local.get $41)
       )
       (f32x4.mul
        (local.get $34)
        (local.get $42)
       )
      )
     )
     (local.set $47
      (f32x4.add
       (f32x4.mul
        (local.get $35)
        (local.get $43)
       )
       (f32x4.mul
        (local.get $36)
        (f32x4.mul
         (local.tee $54
          (local.get $42)
         )
         (local.get $54)
        )
       )
      )
     )
     (local.set $48
      (f32x4.mul
       (local.get $45)
       (local.get $37)
      )
     )
     (local.set $49
      (f32x4.mul
       (local.get $47)
       (local.get $38)
      )
     )
     (local.set $50
      (f32x4.add
       (f32x4.div
        (local.get $48)
        (f32x4.add
         (f32x4.sqrt
          (local.get $49)
         )
         (local.get $39)
        )
       )
       (f32x4.mul
        (local.get $40)
        (local.get $44)
       )
      )
     )
     (v128.store align=4
      (i32.add
       (local.get $5)
       (local.get $8)
      )
      (local.get $45)
     )
     (v128.store align=4
      (i32.add
       (local.get $6)
       (local.get $8)
      )
      (local.get $47)
     )
     (v128.store align=4
      (i32.add
       (local.get $7)
       (local.get $8)
      )
      (local.get $50)
     )
     (local.set $21
      (f64x2.add
       (f64x2.mul
        (local.tee $25
         (f64x2.promote_low_f32x4
          (local.tee $24
           (local.get $44)
          )
         )
        )
        (local.get $25)
       )
       (local.get $21)
      )
     )
     (local.set $22
      (f64x2.add
       (f64x2.mul
        (local.tee $25
         (f64x2.promote_low_f32x4
          (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
           (local.get $24)
           (local.get $24)
          )
         )
        )
        (local.get $25)
       )
       (local.get $22)
      )
     )
     (local.set $27
      (f64x2.add
       (f64x2.mul
        (local.tee $31
         (f64x2.promote_low_f32x4
          (local.tee $30
           (local.get $50)
          )
         )
        )
        (local.get $31)
       )
       (local.get $27)
      )
     )
     (local.set $28
      (f64x2.add
       (f64x2.mul
        (local.tee $31
         (f64x2.promote_low_f32x4
          (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
           (local.get $30)
           (local.get $30)
          )
         )
        )
        (local.get $31)
       )
       (local.get $28)
      )
     )
     (br_if $label1
      (i32.lt_u
       (local.tee $8
        (i32.add
         (local.get $8)
         (i32.const 16)
        )
       )
       (local.get $10)
      )
     )
    )
   )
  )
  (if
   (i32.lt_u
    (local.get $8)
    (local.get $11)
   )
   (then
    (loop $label2
     (local.set $41
      (v128.load32_zero
       (i32.add
        (local.get $5)
        (local.get $8)
       )
      )
     )
     (local.set $42
      (v128.load32_zero
       (i32.add
        (local.get $4)
        (local.get $8)
       )
      )
     )
     (local.set $43
      (v128.load32_zero
       (i32.add
        (local.get $6)
        (local.get $8)
       )
      )
     )
     (local.set $44
      (v128.load32_zero
       (i32.add
        (local.get $3)
        (local.get $8)
       )
      )
     )
     (local.set $45
      (f32x4.add
       (f32x4.mul
        (local.get $33)
        (local.get $41)
       )
       (f32x4.mul
        (local.get $34)
        (local.get $42)
       )
      )
     )
     (local.set $47
      (f32x4.add
       (f32x4.mul
        (local.get $35)
        (local.get $43)
       )
       (f32x4.mul
        (local.get $36)
        (f32x4.mul
         (local.tee $55
          (local.get $42)
         )
         (local.get $55)
        )
       )
      )
     )
     (local.set $48
      (f32x4.mul
       (local.get $45)
       (local.get $37)
      )
     )
     (local.set $49
      (f32x4.mul
       (local.get $47)
       (local.get $38)
      )
     )
     (local.set $50
      (f32x4.add
       (f32x4.div
        (local.get $48)
        (f32x4.add
         (f32x4.sqrt
          (local.get $49)
         )
         (local.get $39)
        )
       )
       (f32x4.mul
        (local.get $40)
        (local.get $44)
       )
      )
     )
     (v128.store32_lane 0
      (i32.add
       (local.get $5)
       (local.get $8)
      )
      (local.get $45)
     )
     (v128.store32_lane 0
      (i32.add
       (local.get $6)
       (local.get $8)
      )
      (local.get $47)
     )
     (v128.store32_lane 0
      (i32.add
       (local.get $7)
       (local.get $8)
      )
      (local.get $50)
     )
     (local.set $23
      (f64.add
       (f64.mul
        (local.tee $26
         (f64.promote_f32
          (f32x4.extract_lane 0
           (local.get $44)
          )
         )
        )
        (local.get $26)
       )
       (local.get $23)
      )
     )
     (local.set $29
      (f64.add
       (f64.mul
        (local.tee $32
         (f64.promote_f32
          (f32x4.extract_lane 0
           (local.get $50)
          )
         )
        )
        (local.get $32)
       )
       (local.get $29)
      )
     )
     (br_if $label2
      (i32.lt_u
       (local.tee $8
        (i32.add
         (local.get $8)
         (i32.const 4)
        )
       )
       (local.get $11)
      )
     )
    )
   )
  )
  (local.set $56
   (f32.demote_f64
    (f64.sqrt
     (f64.add
      (f64.add
       (f64x2.extract_lane 0
        (local.tee $25
         (f64x2.add
          (local.get $21)
          (local.get $22)
         )
        )
       )
       (f64x2.extract_lane 1
        (local.get $25)
       )
      )
      (local.get $23)
     )
    )
   )
  )
  (local.set $57
   (f32.demote_f64
    (f64.sqrt
     (f64.add
      (f64.add
       (f64x2.extract_lane 0
        (local.tee $31
         (f64x2.add
          (local.get $27)
          (local.get $28)
         )
        )
       )
       (f64x2.extract_lane 1
        (local.get $31)
       )
      )
      (local.get $29)
     )
    )
   )
  )
  (local.set $58
   (local.get $56)
  )
  (local.set $59
   (local.get $57)
  )
  (local.set $60
   (select
    (f32.div
     (local.get $58)
     (local.get $59)
    )
    (f32.const 1)
    (i32.and
     (f32.gt
      (local.get $58)
      (f32.const 0)
     )
     (f32.gt
      (local.get $59)
      (f32.const 0)
     )
    )
   )
  )
  (local.set $61
   (f32.mul
    (local.get $20)
    (local.get $60)
   )
  )
  (local.set $62
   (f32x4.splat
    (local.get $61)
   )
  )
  (local.set $8
   (i32.const 0)
  )
  (if
   (i32.lt_u
    (local.get $8)
    (local.get $9)
   )
   (then
    (loop $label3
     (local.set $44
      (v128.load align=4
       (i32.add
        (local.get $3)
        (local.get $8)
       )
      )
     )
     (local.set $50
      (v128.load align=4
       (i32.add
        (local.get $7)
        (local.get $8)
       )
      )
     )
     (local.set $63
      (f32x4.sub
       (local.get $44)
       (f32x4.mul
        (local.get $62)
        (local.get $50)
       )
      )
     )
     (v128.store align=4
      (i32.add
       (local.get $3)
       (local.get $8)
      )
      (local.get $63)
     )
     (local.set $44
      (v128.load offset=16 align=4
       (i32.add
        (local.get $3)
        (local.get $8)
       )
      )
     )
     (local.set $50
      (v128.load offset=16 align=4
       (i32.add
        (local.get $7)
        (local.get $8)
       )
      )
     )
     (local.set $63
      (f32x4.sub
       (local.get $44)
       (f32x4.mul
        (local.get $62)
        (local.get $50)
       )
      )
     )
     (v128.store offset=16 align=4
      (i32.add
       (local.get $3)
       (local.get $8)
      )
      (local.get $63)
     )
     (local.set $44
      (v128.load offset=32 align=4
       (i32.add
        (local.get $3)
        (local.get $8)
       )
      )
     )
     (local.set $50
      (v128.load offset=32 align=4
       (i32.add
        (local.get $7)
        (local.get $8)
       )
      )
     )
     (local.set $63
      (f32x4.sub
       (local.get $44)
       (f32x4.mul
        (local.get $62)
        (local.get $50)
       )
      )
     )
     (v128.store offset=32 align=4
      (i32.add
       (local.get $3)
       (local.get $8)
      )
      (local.get $63)
     )
     (local.set $44
      (v128.load offset=48 align=4
       (i32.add
        (local.get $3)
        (local.get $8)
       )
      )
     )
     (local.set $50
      (v128.load offset=48 align=4
       (i32.add
        (local.get $7)
        (local.get $8)
       )
      )
     )
     (local.set $63
      (f32x4.sub
       (local.get $44)
       (f32x4.mul
        (local.get $62)
        (local.get $50)
       )
      )
     )
     (v128.store offset=48 align=4
      (i32.add
       (local.get $3)
       (local.get $8)
      )
      (local.get $63)
     )
     (br_if $label3
      (i32.lt_u
       (local.tee $8
        (i32.add
         (local.get $8)
         (i32.const 64)
        )
       )
       (local.get $9)
      )
     )
    )
   )
  )
  (if
   (i32.lt_u
    (local.get $8)
    (local.get $10)
   )
   (then
    (loop $label4
     (local.set $44
      (v128.load align=4
       (i32.add
        (local.get $3)
        (local.get $8)
       )
      )
     )
     (local.set $50
      (v128.load align=4
       (i32.add
        (local.get $7)
        (local.get $8)
       )
      )
     )
     (local.set $63
      (f32x4.sub
       (local.get $44)
       (f32x4.mul
        (local.get $62)
        (local.get $50)
       )
      )
     )
     (v128.store align=4
      (i32.add
       (local.get $3)
       (local.get $8)
      )
      (local.get $63)
     )
     (br_if $label4
      (i32.lt_u
       (local.tee $8
        (i32.add
         (local.get $8)
         (i32.const 16)
        )
       )
       (local.get $10)
      )
     )
    )
   )
  )
  (if
   (i32.lt_u
    (local.get $8)
    (local.get $11)
   )
   (then
    (loop $label5
     (local.set $44
      (v128.load32_zero
       (i32.add
        (local.get $3)
        (local.get $8)
       )
      )
     )
     (local.set $50
      (v128.load32_zero
       (i32.add
        (local.get $7)
        (local.get $8)
       )
      )
     )
     (local.set $63
      (f32x4.sub
       (local.get $44)
       (f32x4.mul
        (local.get $62)
        (local.get $50)
       )
      )
     )
     (v128.store32_lane 0
      (i32.add
       (local.get $3)
       (local.get $8)
      )
      (local.get $63)
     )
     (br_if $label5
      (i32.lt_u
       (local.tee $8
        (i32.add
         (local.get $8)
         (i32.const 4)
        )
       )
       (local.get $11)
      )
     )
    )
   )
  )
 )
)
