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
  (local $10 f32)
  (local $11 f32)
  (local $12 f32)
  (local $13 f32)
  (local $14 v128)
  (local $15 v128)
  (local $16 f64)
  (local $17 v128)
  (local $18 v128)
  (local $19 f64)
  (local $20 v128)
  (local $21 v128)
  (local $22 f64)
  (local $23 v128)
  (local $24 v128)
  (local $25 f64)
  (local $26 v128)
  (local $27 v128)
  (local $28 f32)
  (local $29 f32)
  (local $30 f32)
  (local $31 f32)
  (local $32 f32)
  (local $33 f32)
  (local $34 f32)
  (local $35 v128)
  (local $36 v128)
  (local $37 v128)
  (local $38 v128)
  (local $39 v128)
  (local $40 v128)
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
  (local.set $10
   (f32.load
    (local.get $1)
   )
  )
  (local.set $11
   (f32.load offset=4
    (local.get $1)
   )
  )
  (local.set $12
   (f32.load offset=8
    (local.get $1)
   )
  )
  (local.set $13
   (f32.load offset=12
    (local.get $1)
   )
  )
  (local.set $7
   (i32.and
    (i32.shl
     (local.get $2)
     (i32.const 2)
    )
    (i32.const -64)
   )
  )
  (local.set $8
   (i32.and
    (i32.shl
     (local.get $2)
     (i32.const 2)
    )
    (i32.const -16)
   )
  )
  (local.set $9
   (i32.and
    (i32.shl
     (local.get $2)
     (i32.const 2)
    )
    (i32.const -4)
   )
  )
  (local.set $6
   (i32.const 0)
  )
  (if
   (i32.lt_u
    (local.get $6)
    (local.get $7)
   )
   (then
    (loop $label
     (local.set $26
      (v128.load align=4
       (i32.add
        (local.get $3)
        (local.get $6)
       )
      )
     )
     (local.set $27
      (v128.load align=4
       (i32.add
        (local.get $4)
        (local.get $6)
       )
      )
     )
     (local.set $14
      (f64x2.add
       (f64x2.mul
        (local.tee $18
         (f64x2.promote_low_f32x4
          (local.tee $17
           (local.get $26)
          )
         )
        )
        (local.get $18)
       )
       (local.get $14)
      )
     )
     (local.set $15
      (f64x2.add
       (f64x2.mul
        (local.tee $18
         (f64x2.promote_low_f32x4
          (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
           (local.get $17)
           (local.get $17)
          )
         )
        )
        (local.get $18)
       )
       (local.get $15)
      )
     )
     (local.set $20
      (f64x2.add
       (f64x2.mul
        (local.tee $24
         (f64x2.promote_low_f32x4
          (local.tee $23
           (local.get $27)
          )
         )
        )
        (local.get $24)
       )
       (local.get $20)
      )
     )
     (local.set $21
      (f64x2.add
       (f64x2.mul
        (local.tee $24
         (f64x2.promote_low_f32x4
          (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
           (local.get $23)
           (local.get $23)
          )
         )
        )
        (local.get $24)
       )
       (local.get $21)
      )
     )
     (local.set $26
      (v128.load offset=16 align=4
       (i32.add
        (local.get $3)
        (local.get $6)
       )
      )
     )
     (local.set $27
      (v128.load offset=16 align=4
       (i32.add
        (local.get $4)
        (local.get $6)
       )
      )
     )
     (local.set $14
      (f64x2.add
       (f64x2.mul
        (local.tee $18
         (f64x2.promote_low_f32x4
          (local.tee $17
           (local.get $26)
          )
         )
        )
        (local.get $18)
       )
       (local.get $14)
      )
     )
     (local.set $15
      (f64x2.add
       (f64x2.mul
        (local.tee $18
         (f64x2.promote_low_f32x4
          (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
           (local.get $17)
           (local.get $17)
          )
         )
        )
        (local.get $18)
       )
       (local.get $15)
      )
     )
     (local.set $20
      (f64x2.add
       (f64x2.mul
        (local.tee $24
         (f64x2.promote_low_f32x4
          (local.tee $23
           (local.get $27)
          )
         )
        )
        (local.get $24)
       )
       (local.get $20)
      )
     )
     (local.set $21
      (f64x2.add
       (f64x2.mul
        (local.tee $24
         (f64x2.promote_low_f32x4
          (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
           (local.get $23)
           (local.get $23)
          )
         )
        )
        (local.get $24)
       )
       (local.get $21)
      )
     )
     (local.set $26
      (v128.load offset=32 align=4
       (i32.add
        (local.get $3)
        (local.get $6)
       )
      )
     )
     (local.set $27
      (v128.load offset=32 align=4
       (i32.add
        (local.get $4)
        (local.get $6)
       )
      )
     )
     (local.set $14
      (f64x2.add
       (f64x2.mul
        (local.tee $18
         (f64x2.promote_low_f32x4
          (local.tee $17
           (local.get $26)
          )
         )
        )
        (local.get $18)
       )
       (local.get $14)
      )
     )
     (local.set $15
      (f64x2.add
       (f64x2.mul
        (local.tee $18
         (f64x2.promote_low_f32x4
          (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
           (local.get $17)
           (local.get $17)
          )
         )
        )
        (local.get $18)
       )
       (local.get $15)
      )
     )
     (local.set $20
      (f64x2.add
       (f64x2.mul
        (local.tee $24
         (f64x2.promote_low_f32x4
          (local.tee $23
           (local.get $27)
          )
         )
        )
        (local.get $24)
       )
       (local.get $20)
      )
     )
     (local.set $21
      (f64x2.add
       (f64x2.mul
        (local.tee $24
         (f64x2.promote_low_f32x4
          (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
           (local.get $23)
           (local.get $23)
          )
         )
        )
        (local.get $24)
       )
       (local.get $21)
      )
     )
     (local.set $26
      (v128.load offset=48 align=4
       (i32.add
        (local.get $3)
        (local.get $6)
       )
      )
     )
     (local.set $27
      (v128.load offset=48 align=4
       (i32.add
        (local.get $4)
        (local.get $6)
       )
      )
     )
     (local.set $14
      (f64x2.add
       (f64x2.mul
        (local.tee $18
         (f64x2.promote_low_f32x4
          (local.tee $17
           (local.get $26)
          )
         )
        )
        (local.get $18)
       )
       (local.get $14)
      )
     )
     (local.set $15
      (f64x2.add
       (f64x2.mul
        (local.tee $18
         (f64x2.promote_low_f32x4
          (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
           (local.get $17)
           (local.get $17)
          )
         )
        )
        (local.get $18)
       )
       (local.get $15)
      )
     )
     (local.set $20
      (f64x2.add
       (f64x2.mul
        (local.tee $24
         (f64x2.promote_low_f32x4
          (local.tee $23
           (local.get $27)
          )
         )
        )
        (local.get $24)
       )
       (local.get $20)
      )
     )
     (local.set $21
      (f64x2.add
       (f64x2.mul
        (local.tee $24
         (f64x2.promote_low_f32x4
          (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
           (local.get $23)
           (local.get $23)
          )
         )
        )
        (local.get $24)
       )
       (local.get $21)
      )
     )
     (br_if $label
      (i32.lt_u
       (local.tee $6
        (i32.add
         (local.get $6)
         (i32.const 64)
        )
       )
       (local.get $7)
      )
     )
    )
   )
  )
  (if
   (i32.lt_u
    (local.get $6)
    (local.get $8)
   )
   (then
    (loop $label1
     (local.set $26
      (v128.load align=4
       (i32.add
        (local.get $3)
        (local.get $6)
       )
      )
     )
     (local.set $27
      (v128.load align=4
       (i32.add
        (local.get $4)
        (local.get $6)
       )
      )
     )
     (local.set $14
      (f64x2.add
       (f64x2.mul
        (local.tee $18
         (f64x2.promote_low_f32x4
          (local.tee $17
           (local.get $26)
          )
         )
        )
        (local.get $18)
       )
       (local.get $14)
      )
     )
     (local.set $15
      (f64x2.add
       (f64x2.mul
        (local.tee $18
         (f64x2.promote_low_f32x4
          (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
           (local.get $17)
           (local.get $17)
          )
         )
        )
        (local.get $18)
       )
       (local.get $15)
      )
     )
     (local.set $20
      (f64x2.add
       (f64x2.mul
        (local.tee $24
         (f64x2.promote_low_f32x4
          (local.tee $23
           (local.get $27)
          )
         )
        )
        (local.get $24)
       )
       (local.get $20)
      )
     )
     (local.set $21
      (f64x2.add
       (f64x2.mul
        (local.tee $24
         (f64x2.promote_low_f32x4
          (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
           (local.get $23)
           (local.get $23)
          )
         )
        )
        (local.get $24)
       )
       (local.get $21)
      )
     )
     (br_if $label1
      (i32.lt_u
       (local.tee $6
        (i32.add
         (local.get $6)
         (i32.const 16)
        )
       )
       (local.get $8)
      )
     )
    )
   )
  )
  (if
   (i32.lt_u
    (local.get $6)
    (local.get $9)
   )
   (then
    (loop $label2
     (local.set $26
      (v128.load32_zero
       (i32.add
        (local.get $3)
        (local.get $6)
       )
      )
     )
     (local.set $27
      (v128.load32_zero
       (i32.add
        (local.get $4)
        (local.get $6)
       )
      )
     )
     (local.set $16
      (f64.add
       (f64.mul
        (local.tee $19
         (f64.promote_f32
          (f32x4.extract_lane 0
           (local.get $26)
          )
         )
        )
        (local.get $19)
       )
       (local.get $16)
      )
     )
     (local.set $22
      (f64.add
       (f64.mul
        (local.tee $25
         (f64.promote_f32
          (f32x4.extract_lane 0
           (local.get $27)
          )
         )
        )
        (local.get $25)
       )
       (local.get $22)
      )
     )
     (br_if $label2
      (i32.lt_u
       (local.tee $6
        (i32.add
         (local.get $6)
         (i32.const 4)
        )
       )
       (local.get $9)
      )
     )
    )
   )
  )
  (local.set $28
   (f32.demote_f64
    (f64.sqrt
     (f64.add
      (f64.add
       (f64x2.extract_lane 0
        (local.tee $18
         (f64x2.add
          (local.get $14)
          (local.get $15)
         )
        )
       )
       (f64x2.extract_lane 1
        (local.get $18)
       )
      )
      (local.get $16)
     )
    )
   )
  )
  (local.set $29
   (f32.demote_f64
    (f64.sqrt
     (f64.add
      (f64.add
       (f64x2.extract_lane 0
        (local.tee $24
         (f64x2.add
          (local.get $20)
          (local.get $21)
         )
        )
       )
       (f64x2.extract_lane 1
        (local.get $24)
       )
      )
      (local.get $22)
     )
    )
   )
  )
  (local.set $30
   (local.get $28)
  )
  (local.set $31
   (local.get $29)
  )
  (local.set $32
   (f32.div
    (f32.mul
     (local.get $10)
     (local.get $30)
    )
    (f32.add
     (local.get $31)
     (f32.mul
      (local.get $11)
      (local.get $30)
     )
    )
   )
  )
  (local.set $33
   (select
    (local.get $32)
    (f32.const 1)
    (i32.and
     (f32.gt
      (local.get $30)
      (f32.const 0)
     )
     (f32.gt
      (local.get $31)
      (f32.const 0)
     )
    )
   )
  )
  (local.set $34
   (f32.mul
    (local.get $12)
    (local.get $33)
   )
  )
  (local.set $35
   (f32x4.splat
    (local.get $13)
   )
  )
  (local.set $36
   (f32x4.splat
    (local.get $34)
   )
  )
  (local.set $37
   (f32x4.splat
    (local.get $11)
   )
  )
  (local.set $6
   (i32.const 0)
  )
  (if
   (i32.lt_u
    (local.get $6)
    (local.get $7)
   )
   (then
    (loop $label3
     (local.set $38
      (v128.load align=4
       (i32.add
        (local.get $5)
        (local.get $6)
       )
      )
     )
     (local.set $27
      (v128.load align=4
       (i32.add
        (local.get $4)
        (local.get $6)
       )
      )
     )
     (local.set $26
      (v128.load align=4
       (i32.add
        (local.get $3)
        (local.get $6)
       )
      )
     )
     (local.set $39
      (f32x4.add
       (f32x4.mul
        (local.get $35)
        (local.get $38)
       )
       (f32x4.mul
        (local.get $36)
        (f32x4.add
         (local.get $27)
         (f32x4.mul
          (local.get $37)
          (local.get $26)
         )
        )
       )
      )
     )
     (local.set $40
      (f32x4.sub
       (local.get $26)
       (local.get $39)
      )
     )
     (v128.store align=4
      (i32.add
       (local.get $3)
       (local.get $6)
      )
      (local.get $40)
     )
     (v128.store align=4
      (i32.add
       (local.get $5)
       (local.get $6)
      )
      (local.get $39)
     )
     (local.set $38
      (v128.load offset=16 align=4
       (i32.add
        (local.get $5)
        (local.get $6)
       )
      )
     )
     (local.set $27
      (v128.load offset=16 align=4
       (i32.add
        (local.get $4)
        (local.get $6)
       )
      )
     )
     (local.set $26
      (v128.load offset=16 align=4
       (i32.add
        (local.get $3)
        (local.get $6)
       )
      )
     )
     (local.set $39
      (f32x4.add
       (f32x4.mul
        (local.get $35)
        (local.get $38)
       )
       (f32x4.mul
        (local.get $36)
        (f32x4.add
         (local.get $27)
         (f32x4.mul
          (local.get $37)
          (local.get $26)
         )
        )
       )
      )
     )
     (local.set $40
      (f32x4.sub
       (local.get $26)
       (local.get $39)
      )
     )
     (v128.store offset=16 align=4
      (i32.add
       (local.get $3)
       (local.get $6)
      )
      (local.get $40)
     )
     (v128.store offset=16 align=4
      (i32.add
       (local.get $5)
       (local.get $6)
      )
      (local.get $39)
     )
     (local.set $38
      (v128.load offset=32 align=4
       (i32.add
        (local.get $5)
        (local.get $6)
       )
      )
     )
     (local.set $27
      (v128.load offset=32 align=4
       (i32.add
        (local.get $4)
        (local.get $6)
       )
      )
     )
     (local.set $26
      (v128.load offset=32 align=4
       (i32.add
        (local.get $3)
        (local.get $6)
       )
      )
     )
     (local.set $39
      (f32x4.add
       (f32x4.mul
        (local.get $35)
        (local.get $38)
       )
       (f32x4.mul
        (local.get $36)
        (f32x4.add
         (local.get $27)
         (f32x4.mul
          (local.get $37)
          (local.get $26)
         )
        )
       )
      )
     )
     (local.set $40
      (f32x4.sub
       (local.get $26)
       (local.get $39)
      )
     )
     (v128.store offset=32 align=4
      (i32.add
       (local.get $3)
       (local.get $6)
      )
      (local.get $40)
     )
     (v128.store offset=32 align=4
      (i32.add
       (local.get $5)
       (local.get $6)
      )
      (local.get $39)
     )
     (local.set $38
      (v128.load offset=48 align=4
       (i32.add
        (local.get $5)
        (local.get $6)
       )
      )
     )
     (local.set $27
      (v128.load offset=48 align=4
       (i32.add
        (local.get $4)
        (local.get $6)
       )
      )
     )
     (local.set $26
      (v128.load offset=48 align=4
       (i32.add
        (local.get $3)
        (local.get $6)
       )
      )
     )
     (local.set $39
      (f32x4.add
       (f32x4.mul
        (local.get $35)
        (local.get $38)
       )
       (f32x4.mul
        (local.get $36)
        (f32x4.add
         (local.get $27)
         (f32x4.mul
          (local.get $37)
          (local.get $26)
         )
        )
       )
      )
     )
     (local.set $40
      (f32x4.sub
       (local.get $26)
       (local.get $39)
      )
     )
     (v128.store offset=48 align=4
      (i32.add
       (local.get $3)
       (local.get $6)
      )
      (local.get $40)
     )
     (v128.store offset=48 align=4
      (i32.add
       (local.get $5)
       (local.get $6)
      )
      (local.get $39)
     )
     (br_if $label3
      (i32.lt_u
       (local.tee $6
        (i32.add
         (local.get $6)
         (i32.const 64)
        )
       )
       (local.get $7)
      )
     )
    )
   )
  )
  (if
   (i32.lt_u
    (local.get $6)
    (local.get $8)
   )
   (then
    (loop $label4
     (local.set $38
      (v128.load align=4
       (i32.add
        (local.get $5)
        (local.get $6)
       )
      )
     )
     (local.set $27
      (v128.load align=4
       (i32.add
        (local.get $4)
        (local.get $6)
       )
      )
     )
     (local.set $26
      (v128.load align=4
       (i32.add
        (local.get $3)
        (local.get $6)
       )
      )
     )
     (local.set $39
      (f32x4.add
       (f32x4.mul
        (local.get $35)
        (local.get $38)
       )
       (f32x4.mul
        (local.get $36)
        (f32x4.add
         (local.get $27)
         (f32x4.mul
          (local.get $37)
          (local.get $26)
         )
        )
       )
      )
     )
     (local.set $40
      (f32x4.sub
       (local.get $26)
       (local.get $39)
      )
     )
     (v128.store align=4
      (i32.add
       (local.get $3)
       (local.get $6)
      )
      (local.get $40)
     )
     (v128.store align=4
      (i32.add
       (local.get $5)
       (local.get $6)
      )
      (local.get $39)
     )
     (br_if $label4
      (i32.lt_u
       (local.tee $6
        (i32.add
         (local.get $6)
         (i32.const 16)
        )
       )
       (local.get $8)
      )
     )
    )
   )
  )
  (if
   (i32.lt_u
    (local.get $6)
    (local.get $9)
   )
   (then
    (loop $label5
     (local.set $38
      (v128.load32_zero
       (i32.add
        (local.get $5)
        (local.get $6)
       )
      )
     )
     (local.set $27
      (v128.load32_zero
       (i32.add
        (local.get $4)
        (local.get $6)
       )
      )
     )
     (local.set $26
      (v128.load32_zero
       (i32.add
        (local.get $3)
        (local.get $6)
       )
      )
     )
     (local.set $39
      (f32x4.add
       (f32x4.mul
        (local.get $35)
        (local.get $38)
       )
       (f32x4.mul
        (local.get $36)
        (f32x4.add
         (local.get $27)
         (f32x4.mul
          (local.get $37)
          (local.get $26)
         )
        )
       )
      )
     )
     (local.set $40
      (f32x4.sub
       (local.get $26)
       (local.get $39)
      )
     )
     (v128.store32_lane 0
      (i32.add
       (local.get $3)
       (local.get $6)
      )
      (local.get $40)
     )
     (v128.store32_lane 0
      (i32.add
       (local.get $5)
       (local.get $6)
      )
      (local.get $39)
     )
     (br_if $label5
      (i32.lt_u
       (local.tee $6
        (i32.add
         (local.get $6)
         (i32.const 4)
        )
       )
       (local.get $9)
      )
     )
    )
   )
  )
 )
)
